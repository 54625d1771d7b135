using Layers.Graphs;

namespace Layers;

internal static partial class Throw
{
    public static LayerException NeedsRowsOfCategories(Layer layer, Shape received) =>
        new(layer.Name, $"{layer} knows each column by itself, so its input has two axes: (batch, features). Received shape {received}.");

    public static LayerException CategoriesNotLearned(Layer layer) =>
        new(layer.Name, $"{layer} does not know its categories, and what follows is built for as many. Call Adapt on the layer before it is put into a model.");

    public static LayerException OtherCategories(Layer layer, bool areTexts, Value x) =>
        new(layer.Name, $"{layer} has learned {(areTexts ? "texts" : "integers")}; its input '{x.Name}' is {x.Type.Name()}. Declare the input as {(areTexts ? "string" : "int64")}, or adapt the layer to such data.");

    public static LayerException OtherCategoryCounts(Layer layer, IEnumerable<int> expected, IEnumerable<int> received) =>
        new(layer.Name, $"{layer} was used with {string.Join(", ", expected)} categories a column, and what follows was built for as many; this data has {string.Join(", ", received)}. Use a new layer and a new model, or bound them with maxCategories.");

    public static LayerException WrongNameCount(Layer layer, int expected, int received) =>
        new(layer.Name, $"{layer} has {Invariant(expected)} features and needs a name for each. Received {Invariant(received)}.");

    public static LayerException NothingButMissing(Layer layer, int column, long rows) =>
        new(layer.Name, $"{layer}: column {Invariant(column)} is missing in all of the {Invariant(rows)} rows, so there is nothing to put in its place. Columns count from 0. Leave the column out, or use TextImputationStrategy.Constant.");

    public static InvalidDataException BadCategories(string owner) =>
        new($"{owner}: the file should give the categories of each column, none of them twice, how many each column has, and which are rare.");
}
