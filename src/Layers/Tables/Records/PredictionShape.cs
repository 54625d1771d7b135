namespace Layers;

/// <summary>What the numbers of predictions are: shared by all of a model.</summary>
internal sealed class PredictionShape
{
    public PredictionShape(Model model, IReadOnlyList<ModelOutput> outputs) => (Model, Outputs) = (model.ToString(), outputs);

    /// <summary>The model, for messages.</summary>
    public string Model { get; }

    public IReadOnlyList<ModelOutput> Outputs { get; }

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
