namespace Layers;

/// <summary>One row that a file keeps with its prediction, for the checks of servers.</summary>
/// <remarks>It goes into the file as it is here, and whoever has the file can read it. Invent it, where rows are personal.</remarks>
public sealed class HealthRow
{
    private readonly Func<Model, IReadOnlyList<TensorData>> _read;

    private HealthRow(Func<Model, IReadOnlyList<TensorData>> read) => _read = read;

    /// <summary>A row for a model of one input.</summary>
    /// <param name="x">The row, with or without the batch of 1 in front.</param>
    public static HealthRow Of(TensorData x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return new(model => model.Inputs is [_] ? [x] : throw Throw.SeveralInputs(model));
    }

    /// <summary>A row for a model of several inputs.</summary>
    /// <param name="x">A tensor for each input, by its name, with or without the batch of 1 in front.</param>
    public static HealthRow Of(IReadOnlyDictionary<string, TensorData> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return new(model => model.Inputs.Select(input => input.Name).ToHashSet().SetEquals(x.Keys)
            ? [.. model.Inputs.Select(input => x[input.Name])]
            : throw Throw.WrongInputNames(model, [.. model.Inputs.Select(input => input.Name)], [.. x.Keys]));
    }

    /// <summary>A row as a record, for a model that knows the names of its columns.</summary>
    /// <param name="record">A value for each column; null for a missing one.</param>
    public static HealthRow Of(IReadOnlyDictionary<string, object?> record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new(model => Filled(model, rows => RecordValues.Read(record, rows, null)));
    }

    /// <summary>A row as a record of a type of your own, for a model that knows the names of its columns.</summary>
    /// <typeparam name="T">A type with <c>[Features]</c>, or one that implements <see cref="IFeatures"/>.</typeparam>
    /// <param name="record">The record.</param>
    public static HealthRow Of<T>(T record)
        where T : IFeatures
    {
        ArgumentNullException.ThrowIfNull(record);
        return new(model => Filled(model, rows => Records.Write(record, rows, null)));
    }

    /// <summary>A row as a JSON object, for a model that knows the names of its columns.</summary>
    /// <param name="json">The object: <c>{"Island": "Dream", "Body Mass (g)": 3350}</c>.</param>
    public static HealthRow OfJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new(model => Filled(model, rows => RecordJson.ReadOne(System.Text.Encoding.UTF8.GetBytes(json), rows, null)));
    }

    /// <summary>The row that the file of a model kept, to be kept again.</summary>
    /// <param name="model">A model that was loaded.</param>
    /// <returns>The row; <see langword="null"/> where there is none.</returns>
    public static HealthRow? KeptBy(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.KeptRow is { } kept ? new HealthRow(_ => kept.Inputs) : null;
    }

    /// <summary>The row with what a model says of it now.</summary>
    /// <exception cref="ArgumentException">It is not one row of the inputs of the model.</exception>
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
        shape.Rank == input.Shape.Rank && shape[0] == 1 && Enumerable.Range(1, shape.Rank - 1).All(axis => !input.Shape[axis].IsKnown || input.Shape[axis] == shape[axis]);
}
