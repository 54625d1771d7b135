namespace Layers;

/// <summary>A section of a page.</summary>
/// <param name="Id">What links to it name.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Write">Writes what stands under the heading.</param>
internal sealed record ReportSection(string Id, string Title, Action<Markup> Write);
