namespace Layers;

/// <summary>The style sheets of pages and drawings, for light and dark screens and for paper.</summary>
/// <remarks>Each colour of text has a contrast of 4.5 or more with its background, and each line of a picture has a contrast of 3 or more.
/// The rules apply to <c>.layers-report</c> only, so a notebook keeps its own style. The sheets have no ampersands and no less-than signs,
/// so they are well-formed XML without escapes.</remarks>
internal static class PageStyle
{
    private const string Light =
        "--paper:#fff;--ink:#1c2128;--soft:#57606a;--line:#8c959f;--rule:#d0d7de;--panel:#f6f8fa;--was:#0b63b5;"
        + "--was-fill:#b6d4f2;--now:#b2420c;--good:#1a6e35;--warn:#7d4e00;--bad:#b3131d;--link:#0b5cad;--heat:11,99,181;";

    private const string Dark =
        "--paper:#0f1419;--ink:#e6edf3;--soft:#a3adb8;--line:#7d8794;--rule:#363e48;--panel:#1a2028;--was:#6cb2f7;"
        + "--was-fill:#234a70;--now:#ff9d5c;--good:#6fd08c;--warn:#e9b949;--bad:#ff8f87;--link:#7cbcff;--heat:88,166,255;";

    /// <summary>The rules of drawings, in a page and in a file of their own.</summary>
    private const string Drawings = """
        .layers-figure{font:12px system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif}
        .layers-figure text{fill:var(--ink)}
        .layers-figure .soft{fill:var(--soft);font-size:11px}
        .layers-figure .end{text-anchor:end}
        .layers-figure .middle{text-anchor:middle}
        .layers-figure .halo{stroke:var(--paper);stroke-width:4px;stroke-linejoin:round;paint-order:stroke}
        .layers-figure .box{fill:var(--panel);stroke:var(--line)}
        .layers-figure .in,.layers-figure .out{fill:var(--paper);stroke:var(--was);stroke-width:1.5px}
        .layers-figure .learns{stroke:var(--now);stroke-width:1.5px}
        .layers-figure .strong{font-weight:600}
        .layers-figure .edge{fill:none;stroke:var(--line);stroke-width:1.2px}
        .layers-figure .head{fill:var(--line)}
        .layers-figure .axis{fill:none;stroke:var(--line)}
        .layers-figure .grid{fill:none;stroke:var(--rule)}
        .layers-figure .was{fill:none;stroke:var(--was);stroke-width:2px}
        .layers-figure .now{fill:none;stroke:var(--now);stroke-width:2px;stroke-dasharray:5 3}
        .layers-figure .area{fill:var(--was-fill);stroke:var(--was)}
        .layers-figure .bar{fill:var(--was-fill);stroke:var(--was)}
        .layers-figure .other{fill:none;stroke:var(--now);stroke-width:1.5px}
        .layers-figure .fresh{fill:var(--now);stroke:var(--now);stroke-width:1.5px}
        .layers-figure .dot{fill:var(--was)}
        .layers-figure .ideal{fill:none;stroke:var(--line);stroke-dasharray:2 3}

        """;

    private const string Pages = """
        .layers-report{background:var(--paper);color:var(--ink);
          font:16px/1.5 system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif;max-width:70rem;margin:0 auto;
          padding:1rem 1.25rem 3rem}
        .layers-report h1{font-size:1.7rem;line-height:1.25;margin:.5rem 0}
        .layers-report h2{font-size:1.3rem;margin:2.5rem 0 .5rem;padding-top:.5rem;border-top:1px solid var(--rule)}
        .layers-report h3{font-size:1.05rem;margin:1.25rem 0 .25rem}
        .layers-report h1,.layers-report h2,.layers-report h3,.layers-report p,.layers-report td,.layers-report th,
        .layers-report figcaption{overflow-wrap:anywhere}
        .layers-report p{margin:.5rem 0;max-width:48rem}
        .layers-report .soft,.layers-report caption,.layers-report figcaption{color:var(--soft)}
        .layers-report a{color:var(--link)}
        .layers-report .skip{position:absolute;left:-100rem}
        .layers-report .skip:focus{position:static}
        .layers-report nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;padding:0;margin:.5rem 0}
        .layers-report :focus-visible{outline:2px solid var(--link);outline-offset:2px}
        .layers-report .scroll{overflow-x:auto;margin:.75rem 0}
        .layers-report table{border-collapse:collapse;font-size:.9rem}
        .layers-report caption{text-align:left;padding:.25rem 0;font-size:.9rem}
        .layers-report th,.layers-report td{padding:.25rem .7rem;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top}
        .layers-report thead th{border-bottom:2px solid var(--line)}
        .layers-report tbody th{font-weight:600;min-width:3rem}
        .layers-report .number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        .layers-report figure{margin:.75rem 0}
        .layers-report figcaption{font-size:.9rem}
        .layers-report svg{max-width:100%;height:auto}
        .layers-report .wide svg{max-width:none}
        .layers-report .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(20rem,100%),1fr));gap:1rem}
        .layers-report .cards figure{margin:0}
        .layers-report .card svg{width:100%}
        .layers-report figcaption h3{color:var(--ink)}
        .layers-report .card{background:var(--paper);border:1px solid var(--rule);border-radius:6px;padding:.25rem .9rem .6rem;
          break-inside:avoid}
        .layers-report .card p{font-size:.9rem;margin:.25rem 0}
        .layers-report .verdict{font-weight:600}
        .layers-report .alike{color:var(--good)}
        .layers-report .shifted{color:var(--warn)}
        .layers-report .different{color:var(--bad)}
        .layers-report summary{cursor:pointer;color:var(--link)}
        .layers-report details{margin:.75rem 0}
        .layers-report .heat1{background:rgba(var(--heat),.06)}
        .layers-report .heat2{background:rgba(var(--heat),.14)}
        .layers-report .heat3{background:rgba(var(--heat),.22)}
        .layers-report .heat4{background:rgba(var(--heat),.3)}
        .layers-report .right{font-weight:700}
        .layers-report .key span{display:inline-block;margin-right:1rem}
        .layers-report .key i{display:inline-block;width:1.4rem;height:.8rem;margin-right:.4rem;border:2px solid var(--was)}
        .layers-report .key .filled{background:var(--was-fill)}
        .layers-report .key .fresh{border-color:var(--now);background:var(--now)}
        .layers-report .key .outlined{border:2px dashed var(--now)}

        """;

    private const string Printed =
        "@media print{.layers-report{" + Light + "max-width:none;padding:0;font-size:10pt}\n" + """
        .layers-report nav,.layers-report .skip{display:none}
        .layers-report .scroll{overflow:visible}
        .layers-report details::details-content{content-visibility:visible;height:auto}
        .layers-report tr,.layers-report figure{break-inside:avoid}
        .layers-report h2,.layers-report h3{break-after:avoid}
        .layers-report .wide svg{max-width:100%}
        .layers-report .bar,.layers-report .area,.layers-report td{print-color-adjust:exact}
        }

        """;

    /// <summary>The sheet of a page, and of a part of a page.</summary>
    public const string Report =
        "\n.layers-report{color-scheme:light dark;" + Light + "}\n@media (prefers-color-scheme:dark){.layers-report{" + Dark + "}}\n"
            + Pages + Drawings + Printed;

    /// <summary>The sheet of a drawing in a file of its own.</summary>
    public const string Figure =
        "\n.layers-figure{" + Light + "}\n@media (prefers-color-scheme:dark){.layers-figure{" + Dark + "}}\n" + Drawings;
}
