"""What keeps a person out of a page: found by axe, by measuring, and by the keyboard."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
TARGET = 44  # pixels that a finger needs
LAPTOP, PHONE, SMALL_PHONE = (
    {"width": 1280, "height": 900},
    {"width": 390, "height": 844},
    {"width": 320, "height": 640},
)

# Folded parts are read too. The menus of the header lie over the page: they have a turn alone.
UNFOLD = "document.querySelectorAll('details:not(.menu)').forEach(one => { one.open = true })"
LOOK = """([text, theme]) => {
    document.documentElement.dataset.text = text
    document.documentElement.dataset.theme = theme
}"""
TOO_WIDE = """() => {
    const page = document.documentElement
    return page.scrollWidth > page.clientWidth ? [`${page.scrollWidth} px`] : []
}"""
# A control is as high as the place where a finger meets it, be that its label or its row.
TOO_SMALL = """([least, within]) => {
    const clipped = box =>
        box && (getComputedStyle(box).clipPath == "inset(50%)" || clipped(box.parentElement))
    const seen = box =>
        box.checkVisibility({visibilityProperty: true}) && !box.closest(".skip") && !clipped(box)
    const inSentence = link => link.matches("a") && getComputedStyle(link).display == "inline"
        && [...link.parentNode.childNodes].some(one => one.nodeType == 3 && one.data.trim())
    const meets = (control, x, y) => {
        const hit = document.elementFromPoint(x, y)
        return hit && [control, ...control.labels || []].some(one => one.contains(hit))
    }
    const reach = (control, x, y, step) => {
        let far = 0
        while (far < 60 && meets(control, x, y + step * (far + 1))) far += 1
        return far
    }
    const small = []
    const controls = "a[href], button, input, select, textarea, summary"
    for (const control of document.querySelectorAll(`${within} :is(${controls})`)) {
        const place = clipped(control) ? control.labels?.[0] ?? control : control
        if (control.type == "hidden" || !seen(place) || inSentence(control)) continue
        place.scrollIntoView({block: "center", inline: "center"})
        const box = place.getClientRects()[0]
        const x = box.x + box.width / 2, y = box.y + box.height / 2
        const high = meets(control, x, y) && 1 + reach(control, x, y, 1) + reach(control, x, y, -1)
        if (high < least - 1)
            small.push(`${+high} px: ${control.outerHTML.slice(0, 120)}`)
    }
    return small
}"""
# Called after a press of the Tab key, so that the browser shows where the keyboard is. The dark
# line alone is not seen on dark colours, nor the light one on light: both must be there.
WITHOUT_RING = """() => {
    const clipped = box =>
        box && (getComputedStyle(box).clipPath == "inset(50%)" || clipped(box.parentElement))
    const probe = document.body.appendChild(document.createElement("i"))
    probe.style.color = "var(--focus)"
    const tone = getComputedStyle(probe).color
    probe.remove()
    const ring = box => ["", "::before", "::after"].map(part => {
        const look = getComputedStyle(box, part)
        const dark = look.outlineStyle != "none" && parseFloat(look.outlineWidth) >= 2
        return dark && look.boxShadow.includes(tone)
    }).includes(true)
    const near = box => [box, box.parentElement, box.parentElement.parentElement]
        .filter(one => !clipped(one))
    const dark = []
    const stops = "a[href], button, input, select, textarea, summary, [tabindex='0']"
    for (const stop of document.querySelectorAll(stops)) {
        if (stop.type == "hidden" || stop.tabIndex < 0 || !stop.checkVisibility()) continue
        stop.blur()
        const before = near(stop).some(ring)
        stop.focus()
        if (document.activeElement != stop) dark.push(`no focus: ${stop.outerHTML.slice(0, 120)}`)
        else if (before || !near(stop).some(ring))
            dark.push(`no ring: ${stop.outerHTML.slice(0, 120)}`)
    }
    return dark
}"""


def look(page: Page, size: dict, *, text: str = "1", theme: str = "light") -> None:
    """As a person sees it on such a screen with such a Font Size and such colours."""
    page.set_viewport_size(size)
    page.evaluate(LOOK, [text, theme])


def barriers(page: Page) -> list[str]:
    """All that is wrong with the page that is open now."""
    page.evaluate(UNFOLD)
    look(page, LAPTOP)
    page.keyboard.press("Tab")
    found = violations(page) + without_ring(page)
    look(page, PHONE, text="4", theme="dark")
    found += violations(page) + without_ring(page) + too_wide(page)
    look(page, SMALL_PHONE)
    return found + too_wide(page) + too_small(page)


def barriers_of_menu(page: Page, css: str, size: dict) -> list[str]:
    """What is wrong with a menu that lies open over the page."""
    look(page, size)
    page.evaluate("css => { document.querySelector(css).open = true }", css)
    return violations(page, css) + too_wide(page) + too_small(page, css)


def violations(page: Page, within: str = "html") -> list[str]:
    """What axe finds; of what an open menu half covers nobody can say how large it is."""
    results = Axe().run(page, context=within, options=OPTIONS).response
    return [
        f"{at(page)}: {rule['id']}: {node['html'][:160]} {node['failureSummary']}"
        for rule in results["violations"]
        for node in rule["nodes"]
    ]


def without_ring(page: Page) -> list[str]:
    """Where the keyboard is and one cannot see it."""
    return [f"{at(page)}: {stop}" for stop in page.evaluate(WITHOUT_RING)]


def too_wide(page: Page) -> list[str]:
    return [f"{at(page)}: scrolls sideways: {wide}" for wide in page.evaluate(TOO_WIDE)]


def too_small(page: Page, within: str = "body") -> list[str]:
    small = page.evaluate(TOO_SMALL, [TARGET, within])
    return [f"{at(page)}: too small: {one}" for one in small]


def at(page: Page) -> str:
    html = page.locator("html")
    text, theme = html.get_attribute("data-text"), html.get_attribute("data-theme")
    return f"at {page.viewport_size['width']} px, text {text}, {theme}"
