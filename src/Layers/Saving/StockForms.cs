namespace Layers;

/// <summary>Layers as files hold them: a layer that Keras does not have as the stock layers that compute the same, every other as it is.</summary>
internal static class StockForms
{
    /// <summary>What a file has in place of a layer, under the layer's name.</summary>
    public static Layer Of(Layer layer)
    {
        if (layer is not IWrittenAsStock own) return layer;
        if (layer.InputShape is not { } shape) throw new InvalidOperationException($"Bug in Layers: {layer} is to be written before it was built.");
        var layers = own.AsStock();
        var form = layers is [var only] ? only : Model(layers, new Input(shape[1..], layer.Policy.ComputeType, "x"));
        form.BuildFor(shape);
        form.Name = layer.Name;
        form.Trainable = layer.Trainable;
        return form;
    }

    private static Sequential Model(IEnumerable<Layer> layers, Input input)
    {
        var model = new Sequential { input };
        foreach (var layer in layers) model.Add(layer);
        return model;
    }
}
