namespace Layers;

/// <summary>Converts layers to the form that files have: a layer that Keras does not have becomes stock layers or operations that compute
/// the same result; every other layer is unchanged.</summary>
/// <remarks>A functional model of operations within a sequential model cannot be written in a form that every release reads. If its one
/// output is in a list, later releases pass a list to the next layer; Keras 3.3 reads only lists. A call of the inner model in a functional
/// model works in all releases. So a sequential model that contains operations at any depth is written as a functional model with the same
/// calls, and <c>layers.json</c> records that it was sequential.</remarks>
internal static class StockForms
{
    /// <summary>Returns the layer that a file has in place of a layer, under the same name.</summary>
    /// <exception cref="LayerException">The formula has an operator for which files have no operation.</exception>
    public static Layer Of(Layer layer)
    {
        if (layer is not IWrittenAsStock) return layer;
        var form = ShiftsAndScales.Of(layer) switch
        {
            null => StockFormula.Of(layer),
            [var single] => single,
            var several => AsSequential(layer, several),
        };
        form.BuildFor(layer.InputShape!);
        form.Name = layer.Name;
        form.Trainable = layer.Trainable;
        return form;
    }

    /// <summary>Whether a file has a functional model of operations for a layer.</summary>
    public static bool IsFormula(Layer layer) => layer is IWrittenAsStock && ShiftsAndScales.Of(layer) is null;

    /// <summary>Whether a file has operations for a layer or for a layer below it, or the layer takes columns, which a sequential model in
    /// a file cannot take.</summary>
    public static bool HasOperations(Layer layer) =>
        layer is StockOperation or FeatureSpace || IsFormula(layer) || layer is Sequential { TakesColumns: true }
        || layer.Children.Any(HasOperations);

    /// <summary>Returns the paths of the sequential models that a file has as functional models. The path of the model itself is
    /// empty.</summary>
    public static IEnumerable<string> SequentialPlaces(Model model) =>
        LayerPlaces.Of(model).Where(pair => pair.Layer is Sequential && HasOperations(pair.Layer)).Select(pair => pair.Place);

    private static Sequential AsSequential(Layer layer, IEnumerable<Layer> stock)
    {
        var model = new Sequential { new Input(layer.InputShape![1..], layer.Policy.ArithmeticType, "x") };
        foreach (var one in stock) model.Add(one);
        return model;
    }
}
