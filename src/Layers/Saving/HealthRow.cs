namespace Layers;

/// <summary>A row that a file stores with its prediction, so that a server can check the loaded model.</summary>
/// <remarks>The file stores the row as given, and anyone who has the file can read it. Use an invented row if real rows are personal
/// data.</remarks>
public sealed class HealthRow
{
    private readonly Func<Model, IReadOnlyList<TensorData>> _read;

    private HealthRow(Func<Model, IReadOnlyList<TensorData>> read) => _read = read;

    /// <summary>Makes a row for a model with one input.</summary>
    /// <param name="x">The row, with or without a leading batch axis of size 1.</param>
    public static HealthRow Of(TensorData x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return new(model => model.Inputs is [_] ? [x] : throw Throw.SeveralInputs(model));
    }

    /// <summary>Makes a row for a model with several inputs.</summary>
    /// <param name="x">A tensor for each input, by its name, with or without a leading batch axis of size 1.</param>
    public static HealthRow Of(IReadOnlyDictionary<string, TensorData> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return new(model => model.Inputs.Select(input => input.Name).ToHashSet().SetEquals(x.Keys)
            ? [.. model.Inputs.Select(input => x[input.Name])]
            : throw Throw.WrongInputNames(model, [.. model.Inputs.Select(input => input.Name)], [.. x.Keys]));
    }

    /// <summary>Makes a row from a record, for a model that knows the names of its columns.</summary>
    /// <param name="record">A value for each column; null for a missing value.</param>
    public static HealthRow Of(IReadOnlyDictionary<string, object?> record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new(model => Filled(model, rows => RecordValues.Read(record, rows, null)));
    }

    /// <summary>Makes a row from a record of a type of your own, for a model that knows the names of its columns.</summary>
    /// <typeparam name="T">A type with <c>[Features]</c>, or one that implements <see cref="IFeatures"/>.</typeparam>
    /// <param name="record">The record.</param>
    public static HealthRow Of<T>(T record)
        where T : IFeatures
    {
        ArgumentNullException.ThrowIfNull(record);
        return new(model => Filled(model, rows => Records.Write(record, rows, null)));
    }

    /// <summary>Makes a row from a JSON object, for a model that knows the names of its columns.</summary>
    /// <param name="json">The object: <c>{"Island": "Dream", "Body Mass (g)": 3350}</c>.</param>
    public static HealthRow OfJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new(model => Filled(model, rows => RecordJson.ReadOne(System.Text.Encoding.UTF8.GetBytes(json), rows, null)));
    }

    /// <summary>Returns the row that the file of a model stores, so that it can be saved again.</summary>
    /// <param name="model">A loaded model.</param>
    /// <returns>The row; <see langword="null"/> if the file has none.</returns>
    public static HealthRow? KeptBy(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.KeptRow is { } kept ? new HealthRow(_ => kept.Inputs) : null;
    }

    /// <summary>Returns the row with a model's current prediction for it.</summary>
    /// <exception cref="ArgumentException">The row is not one row of the inputs of the model.</exception>
    internal KeptRow Predicted(Model model)
    {
        if (model.States.Count > 0) throw Throw.HealthOfStates(model);
        var given = _read(model);
        TensorData[] inputs = [.. model.Inputs.Select((input, i) => Fitting(model, input, given[i]))];
        return new KeptRow(inputs, model.PredictAll(inputs));
    }

    private static TensorData[] Filled(Model model, Action<RecordRows> read)
    {
        var rows = new RecordRows(RecordPlan.Of(model), 1);
        read(rows);
        return rows.Tensors;
    }

    private static TensorData Fitting(Model model, Input input, TensorData x)
    {
        if ((x.Type == DType.String) != (input.Type == DType.String)) throw Throw.WrongInputType(model, input, x.Type);
        if (x.Shape.Rank == input.Shape.Rank - 1) x = x.Reshape([1, .. x.Shape]);
        return Fits(input, x.Shape) ? Casting.Cast(x, input.Type) : throw Throw.NoHealthRow(model, input, x.Shape);
    }

    /// <summary>Whether a tensor is one row of an input.</summary>
    internal static bool Fits(Input input, Shape shape) =>
        shape.Rank == input.Shape.Rank && shape[0] == 1
            && Enumerable.Range(1, shape.Rank - 1).All(axis => !input.Shape[axis].IsKnown || input.Shape[axis] == shape[axis]);
}
