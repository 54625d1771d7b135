namespace Layers;

/// <summary>A section of a page.</summary>
/// <param name="Id">The identifier that links use.</param>
/// <param name="Title">The heading.</param>
/// <param name="Write">Writes the content.</param>
internal sealed record ReportSection(string Id, string Title, Action<Markup> Write);
