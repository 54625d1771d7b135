using Layers.Graphs;

namespace Layers.PublicApi.Tests;

/// <summary>How far numbers are above 0, and how far below: two columns of each.</summary>
#region layer
public sealed class AboveAndBelow : Layer, INamesOutputs
{
    protected override Value Call(Value x) => Ops.Concat([Ops.Max(x, 0), Ops.Max(-x, 0)], 1);

    public IReadOnlyList<string> ColumnNames(IReadOnlyList<string> columns) =>
        [.. columns.Select(column => $"{column} above 0"), .. columns.Select(column => $"{column} below 0")];
}
#endregion
