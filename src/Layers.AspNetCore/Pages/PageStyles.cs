namespace Layers.AspNetCore;

/// <summary>The style sheet of the pages of models: the style sheet of reports, and rules for forms.</summary>
internal static class PageStyles
{
    // The colours are those of reports, which have light, dark and print variants. The field for another value is shown if "Another value"
    // is selected in the list. A browser without :has always shows the field.
    private const string Forms = """
        .layers-report .fields{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(17rem,100%),1fr));gap:1.1rem 1.5rem;
          align-items:end;margin:1rem 0}
        .layers-report label{display:block;font-weight:600;overflow-wrap:anywhere}
        .layers-report .field p{font-size:.9rem;margin:.1rem 0 .3rem}
        .layers-report input,.layers-report select,.layers-report textarea,.layers-report button{font:inherit;border-radius:4px;
          box-sizing:border-box;min-height:2.6rem;padding:.35rem .6rem}
        .layers-report input,.layers-report select,.layers-report textarea{width:100%;color:var(--ink);background:var(--paper);
          border:1px solid var(--soft)}
        .layers-report textarea{display:block;resize:vertical}
        .layers-report button{color:var(--paper);background:var(--link);border:1px solid var(--link);font-weight:600;
          padding:.35rem 1.6rem;cursor:pointer}
        .layers-report [aria-invalid=true]{border:2px solid var(--bad)}
        .layers-report .another{margin-top:.5rem}
        .layers-report .result{font-size:1.5rem;line-height:1.3;margin:.25rem 0 .75rem}
        .layers-report .bar-cell svg{display:inline-block;vertical-align:middle;margin-left:.75rem}
        .layers-report .version{overflow-wrap:anywhere}
        @supports selector(:has(*)){
        .layers-report .another{display:none}
        .layers-report select:has(option.others:checked)~.another{display:block}
        }
        @media print{
        .layers-report button{display:none}
        .layers-report .field{break-inside:avoid}
        }

        """;

    /// <summary>The whole style sheet of a page.</summary>
    public const string All = PageStyle.Report + Forms;
}
