using Layers.Graphs;

namespace Layers;

internal static partial class Throw
{
    public static LayerException NeedsRowsOfCategories(Layer layer, Shape received) =>
        new(layer.Name, $"{layer} knows each column by itself, so its input has two axes: (batch, features). Received shape {received}.");

    public static LayerException NothingButMissing(Layer layer, int column, long rows) =>
        new(layer.Name, $"{layer}: column {Invariant(column)} is missing in all of the {Invariant(rows)} rows, so there is nothing to put in its place. Columns count from 0. Leave the column out, or use TextImputationStrategy.Constant.");
}
