namespace Layers;

/// <summary>What the numbers of predictions are: shared by all of a model.</summary>
internal sealed class PredictionShape
{
    private static readonly PerModel<PredictionShape> s_shapes = new(model => new PredictionShape(model));

    private PredictionShape(Model model)
        : this(model.ToString(), model.Signature)
    {
    }

    /// <param name="model">What predicts, for messages.</param>
    /// <param name="signature">What goes in and comes out.</param>
    public PredictionShape(string model, ModelSignature signature) => (Model, Signature) = (model, signature);

    /// <summary>The model, for messages.</summary>
    public string Model { get; }

    public ModelSignature Signature { get; }

    public IReadOnlyList<ModelOutput> Outputs => Signature.Outputs;

    /// <summary>What a model gives as it is now.</summary>
    /// <exception cref="InvalidOperationException">The model does not know its input.</exception>
    /// <exception cref="LayerException">A layer was not adapted.</exception>
    public static PredictionShape Of(Model model) => s_shapes.Of(model);

    /// <summary>The predictions of rows.</summary>
    /// <param name="results">A tensor for each output.</param>
    public Prediction[] Read(IReadOnlyList<TensorData> results)
    {
        if (results.Count == 0 || results[0].Shape.Rank == 0) throw Throw.NoRowsOfOutput(Model, Outputs[0]);
        var rows = (int)results[0].Shape[0].Size;
        var values = new float[Outputs.Count][];
        for (var i = 0; i < values.Length; i++)
        {
            if (results[i].Type == DType.String || results[i].Shape.Rank == 0 || results[i].Shape[0] != rows) throw Throw.NoRowsOfOutput(Model, Outputs[i]);
            values[i] = Casting.Cast(results[i], DType.Float32).ToArray<float>();
        }
        var predictions = new Prediction[rows];
        for (var row = 0; row < rows; row++) predictions[row] = new Prediction(this, values, row, rows);
        return predictions;
    }
}
