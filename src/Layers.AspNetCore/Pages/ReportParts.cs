using System.Runtime.CompilerServices;

namespace Layers.AspNetCore;

/// <summary>The report on a model as a part of its page; made when it is first asked for, since a version of a model does not
/// change.</summary>
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

    /// <summary>Its sections.</summary>
    public IReadOnlyList<ReportSection> Sections { get; }

    /// <summary>All sections as they are on the page.</summary>
    public string Html { get; }

    /// <summary>The report on a version of a model.</summary>
    public static ReportParts Of(LoadedModel loaded) => s_parts.GetValue(loaded, static loaded => new ReportParts(loaded));
}
