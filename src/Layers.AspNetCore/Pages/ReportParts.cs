using System.Runtime.CompilerServices;

namespace Layers.AspNetCore;

/// <summary>The report on a model, as a part of its page. It is made once for each version, on the first request.</summary>
internal sealed class ReportParts
{
    private static readonly ConditionalWeakTable<LoadedModel, ReportParts> s_parts = [];

    private ReportParts(LoadedModel loaded)
    {
        Sections = ReportPage.Sections(loaded.Model.Report());
        var page = new Markup();
        foreach (var section in Sections) ReportPage.Write(page, section, hasId: true);
        Html = page.ToString();
    }

    /// <summary>The sections of the report.</summary>
    public IReadOnlyList<ReportSection> Sections { get; }

    /// <summary>The sections as HTML.</summary>
    public string Html { get; }

    /// <summary>Returns the report on a version of a model.</summary>
    public static ReportParts Of(LoadedModel loaded) => s_parts.GetValue(loaded, static loaded => new ReportParts(loaded));
}
