namespace Layers.Cli;

/// <summary>Passes the rows of a file into a model: by the names of columns, or by position if the model has no names.</summary>
internal sealed class ModelRows
{
    private readonly Model _model;
    private readonly RecordPlan? _plan;

    private ModelRows(Model model, RecordPlan? plan, IReadOnlyList<string> columns) => (_model, _plan, Columns) = (model, plan, columns);

    /// <summary>The columns of the file that the model takes, in the order of the model.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Finds the columns of a model in a file.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">The file.</param>
    /// <param name="columns">The columns that the user names; none for the columns of the model, or for all columns of the file.</param>
    /// <exception cref="ToolException">A column is missing in the file, or the model does not take a table.</exception>
    /// <exception cref="ArgumentException">The model takes arrays of values.</exception>
    public static ModelRows Of(Model model, RowSource rows, IReadOnlyList<string> columns)
    {
        if (model.Signature.Inputs.Count > 0)
        {
            var plan = RecordPlan.Of(model);
            if (plan.Columns.FirstOrDefault(column => column.Length is not null) is { } array) throw Throw.ArraysOfTable(array);
            string[] names = [.. plan.Columns.Select(column => column.Name)];
            if (columns.Count == 0) return new ModelRows(model, plan, Found(rows, names, $"and the model takes {NameList.Of(names)}"));
            if (!columns.Order(StringComparer.Ordinal).SequenceEqual(names.Order(StringComparer.Ordinal)))
                throw new ToolException($"The model finds its columns by name and takes {NameList.Of(names)}; --columns has " +
                    $"{NameList.Of(columns)}. Leave --columns out.");
            return new ModelRows(model, plan, Found(rows, names, "which --columns asks for"));
        }
        if (model.Inputs is not [{ Shape.Rank: 2 } input] || !input.Shape[1].IsKnown)
            throw new ToolException(
                $"Rows of a table go into a model with one input (rows, features), or with an input for each column; {model} takes " +
                $"{string.Join(", ", model.Inputs.Select(each => $"{each.Name} {each.Shape}"))}.");
        var taken = columns.Count > 0 ? Found(rows, columns, "which --columns asks for") : rows.Columns;
        if (taken.Count != input.Shape[1].Size)
            throw new ToolException($"The model takes {Figures.Count(input.Shape[1].Size, "feature")} without names, and " +
                $"{rows.Description} gives {taken.Count}: {NameList.Of(taken)}. Name them in the model's order with --columns.");
        return new ModelRows(model, null, taken);
    }

    /// <summary>Returns a tensor for each input of the model.</summary>
    public TensorData[] Tensors(Table rows)
    {
        if (_plan is not null) return TableInputs.Of(_plan.Inputs, _plan.Columns, rows);
        var type = _model.Inputs[0].Type;
        var tensor = rows.Select(Columns).ToTensor(type is DType.Float64 or DType.Int64 or DType.String ? type : DType.Float32);
        return [Casting.Cast(tensor, type)];
    }

    /// <summary>Returns the tensors to learn from: features of one input are not rounded to the type of the input.</summary>
    public TensorData[] Learned(Table rows) =>
        _model.TakesColumns ? Tensors(rows) : [rows.Select(Columns).ToTensor(_model.Inputs[0].Type == DType.String ? DType.String : null)];

    /// <summary>Returns the predictions of the model: a tensor for each output.</summary>
    public IReadOnlyList<TensorData> Predict(Table rows) => _model.PredictAll(Tensors(rows));

    /// <summary>Returns the file as a source for <c>Adapt</c> and <c>Check</c>.</summary>
    public RowSource Select(RowSource rows) => _model.TakesColumns || Columns.SequenceEqual(rows.Columns) ? rows : rows.Select(Columns);

    private static IReadOnlyList<string> Found(RowSource rows, IReadOnlyList<string> names, string why)
    {
        foreach (var name in names) RowColumns.Require(rows, name, why);
        return names;
    }
}
