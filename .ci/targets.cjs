// The checks of .ci/targets: reads the files beside it, throws where one is wrong, and says how much it has checked.
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");

const files = (ending) => fs.readdirSync(".").filter((name) => name.endsWith(ending) && !name.startsWith("package"));
const read = (name) => fs.readFileSync(name, "utf8");

function jsonresume() {
    const Ajv = require("ajv").default;
    const ajv = new Ajv({ strict: false, allErrors: true });
    require("ajv-formats").default(ajv);
    const fits = ajv.compile(JSON.parse(read(require.resolve("@jsonresume/schema/schema.json"))));
    assert(!fits({ certificates: [{ url: "no address", date: null }] }), "the schema lets everything pass");
    let count = 0;
    for (const name of files(".json")) {
        const data = JSON.parse(read(name));
        assert(fits(data), `${name}: ${JSON.stringify(fits.errors)}`);
        count += data.certificates.length;
    }
    return `${count} certificates fit the schema`;
}

function all(blocks) {
    return blocks.flatMap((block) => [block, ...all(block.innerBlocks)]);
}

function wordpressParser() {
    const { parse } = require("@wordpress/block-serialization-default-parser");
    let count = 0;
    for (const name of files(".html")) {
        const blocks = all(parse(read(name)).filter((block) => block.blockName || block.innerHTML.trim()));
        for (const block of blocks) {
            assert(block.blockName, `${name}: outside of any block: ${block.innerHTML}`);
        }
        count += blocks.length;
    }
    return `${count} blocks are parsed`;
}

function browser() {
    const { JSDOM, VirtualConsole } = require("jsdom");
    const page = { url: "https://example.org/", pretendToBeVisual: true, virtualConsole: new VirtualConsole() };
    const { window } = new JSDOM("<!doctype html>", page);
    window.matchMedia = () => ({ matches: false, addEventListener() {}, addListener() {} });
    window.ResizeObserver = window.IntersectionObserver = class {
        observe() {}
        unobserve() {}
        disconnect() {}
    };
    window.CSS = { supports: () => false, escape: (text) => text };
    for (const name of [...Object.getOwnPropertyNames(window), "window"]) {
        if (!(name in globalThis) || name === "navigator") {
            Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
        }
    }
}

function sameLines(ours, theirs, name) {
    ours.forEach((line, number) => assert(line === theirs[number], `${name}: ours is ${line}, the editor's ${theirs[number]}`));
    assert.strictEqual(ours.length, theirs.length, name);
}

function wordpressBlocks() {
    browser();
    const { getBlockTypes, parse, serialize } = require("@wordpress/blocks");
    require("@wordpress/block-library").registerCoreBlocks();
    assert(getBlockTypes().length > 50, "the editor's blocks are not there");
    const [broken] = parse("<!-- wp:list-item -->\n<p>x</p>\n<!-- /wp:list-item -->");
    assert(!broken.isValid, "the editor takes everything");
    // the two ways of writing a character that keep WordPress from acting on it; the editor's own are the plain ones
    const plain = (text) => text.replaceAll("&#91;", "[").replaceAll(":&#47;/", "://").trim();
    let count = 0;
    for (const name of files(".html")) {
        const blocks = parse(read(name));
        for (const block of all(blocks)) {
            assert(block.isValid, `${name}: ${block.name}: ${block.originalContent}`);
        }
        sameLines(plain(read(name)).split("\n"), plain(serialize(blocks)).split("\n"), name);
        count += all(blocks).length;
    }
    return `${count} blocks are as the editor saves them`;
}

const checks = { jsonresume, "wordpress-parser": wordpressParser, "wordpress-blocks": wordpressBlocks };
const [name] = process.argv.slice(2);
console.log(`targets: ${name}: ${checks[name]()}`);
process.exit(0); // the editor's timers would keep it alive
