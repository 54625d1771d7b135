namespace Layers.DataView.Tests.FromMlNet;

/// <summary>A row of the table in docs/from-mlnet.md: the name in its first column, and a test of the other two columns.</summary>
internal sealed record PageRow(string Name, Action Run)
{
    public static IReadOnlyList<PageRow> All { get; } =
        [.. ScalerRows.All, .. MissingRows.All, .. CategoryRows.All, .. TextRows.All, .. ColumnRows.All, .. ModelRows.All];

    public override string ToString() => Name;
}
