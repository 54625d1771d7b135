using Layers.Graphs;

namespace Layers.PublicApi.Tests;

/// <summary>A layer that returns two columns for each feature: how far the value is above 0, and how far below.</summary>
#region layer
public sealed class AboveAndBelow : Layer, INamesOutputs
{
    protected override Value Call(Value x) => Ops.Concat([Ops.Max(x, 0), Ops.Max(-x, 0)], 1);

    public IReadOnlyList<string> ColumnNames(IReadOnlyList<string> columns) =>
        [.. columns.Select(column => $"{column} above 0"), .. columns.Select(column => $"{column} below 0")];
}
#endregion
