namespace Layers;

/// <summary>Layers as files hold them: a layer that Keras does not have as the stock layers or operations that compute the same, every
/// other as it is.</summary>
/// <remarks>A functional model of operations within a straight line cannot be written for every release: of a list of one output, later
/// ones make a model that hands the next layer of the line a list, and Keras 3.3 reads lists alone. Called in a functional model it works
/// in all of them. So a straight line with operations anywhere below it is written as a functional model of the same calls, and
/// <c>layers.json</c> says that it was a straight line.</remarks>
internal static class StockForms
{
    /// <summary>What a file has in place of a layer, under the layer's name.</summary>
    /// <exception cref="LayerException">Its formula has an operator that files have no operation for.</exception>
    public static Layer Of(Layer layer)
    {
        if (layer is not IWrittenAsStock) return layer;
        var form = ShiftsAndScales.Of(layer) switch
        {
            null => StockFormula.Of(layer),
            [var single] => single,
            var several => Line(layer, several),
        };
        form.BuildFor(layer.InputShape!);
        form.Name = layer.Name;
        form.Trainable = layer.Trainable;
        return form;
    }

    /// <summary>Whether what a file has for a layer is a functional model of operations.</summary>
    public static bool IsFormula(Layer layer) => layer is IWrittenAsStock && ShiftsAndScales.Of(layer) is null;

    /// <summary>Whether a file has operations for a layer, or for one below it; or columns go into it, which a straight line does not
    /// take.</summary>
    public static bool HasOperations(Layer layer) => layer is StockOperation or FeatureSpace || IsFormula(layer) || layer is Sequential { TakesColumns: true } || layer.Children.Any(HasOperations);

    /// <summary>The straight lines below a model, and it itself, that a file has as functional models; by path, the model's own being
    /// empty.</summary>
    public static IEnumerable<string> Lines(Model model) => LayerPlaces.Of(model).Where(pair => pair.Layer is Sequential && HasOperations(pair.Layer)).Select(pair => pair.Place);

    private static Sequential Line(Layer layer, IEnumerable<Layer> stock)
    {
        var model = new Sequential { new Input(layer.InputShape![1..], layer.Policy.ArithmeticType, "x") };
        foreach (var one in stock) model.Add(one);
        return model;
    }
}
