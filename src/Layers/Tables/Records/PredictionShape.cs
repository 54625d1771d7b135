namespace Layers;

/// <summary>The meaning of the numbers in predictions, shared by all predictions of a model.</summary>
internal sealed class PredictionShape
{
    private static readonly PerModel<PredictionShape> s_shapes = new(model => new PredictionShape(model));

    private PredictionShape(Model model)
        : this(model.ToString(), model.Signature)
    {
    }

    /// <param name="model">The name of the model in messages.</param>
    /// <param name="signature">The signature of the model.</param>
    public PredictionShape(string model, ModelSignature signature) => (Model, Signature) = (model, signature);

    /// <summary>The name of the model in messages.</summary>
    public string Model { get; }

    public ModelSignature Signature { get; }

    public IReadOnlyList<ModelOutput> Outputs => Signature.Outputs;

    /// <summary>Returns the shape for the present state of a model.</summary>
    /// <exception cref="InvalidOperationException">The model does not know its input.</exception>
    /// <exception cref="LayerException">A layer is not adapted.</exception>
    public static PredictionShape Of(Model model) => s_shapes.Of(model);

    /// <summary>Converts results to the predictions of rows.</summary>
    /// <param name="results">A tensor for each output.</param>
    public Prediction[] Read(IReadOnlyList<TensorData> results)
    {
        if (results.Count == 0 || results[0].Shape.Rank == 0) throw Throw.NoRowsOfOutput(Model, Outputs[0]);
        var rows = (int)results[0].Shape[0].Size;
        var values = new float[Outputs.Count][];
        for (var i = 0; i < values.Length; i++)
        {
            if (results[i].Type == DType.String || results[i].Shape.Rank == 0 || results[i].Shape[0] != rows)
                throw Throw.NoRowsOfOutput(Model, Outputs[i]);
            values[i] = Casting.Cast(results[i], DType.Float32).ToArray<float>();
        }
        var predictions = new Prediction[rows];
        for (var row = 0; row < rows; row++) predictions[row] = new Prediction(this, values, row, rows);
        return predictions;
    }
}
