namespace Layers;

/// <summary>A source whose columns are matched to the inputs of a model by name. The source may have other columns as well.</summary>
internal sealed class ColumnSource
{
    private readonly Model _model;
    private readonly RowSource _source;
    private readonly string? _label;
    private readonly IReadOnlyList<Input> _inputs;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<Value, int> _places = new(ReferenceEqualityComparer.Instance);

    /// <param name="model">The model, whose inputs are known.</param>
    /// <param name="source">The source of the rows.</param>
    /// <param name="label">The name of the label column; null for none.</param>
    /// <param name="cancellation">A token that cancels reading.</param>
    /// <exception cref="ArgumentException">A column is missing, or an input is not a single column.</exception>
    public ColumnSource(Model model, RowSource source, string? label, CancellationToken cancellation)
    {
        (_model, _source, _label, _inputs, _cancellation) = (model, source, label, model.Inputs, cancellation);
        if (_inputs.Count == 0) throw Throw.NotBuilt(model);
        var columns = source.Columns.ToHashSet(StringComparer.Ordinal);
        foreach (var input in _inputs)
        {
            if (input.Shape.Rank != 2 || input.Shape[1] != 1) throw Throw.NoTableInput(model, input);
            if (!columns.Contains(ColumnOf(input))) throw Throw.NoSuchColumn(source, ColumnOf(input), source.Columns);
        }
        if (label is not null && !columns.Contains(label)) throw Throw.NoSuchLabel(source, label);
    }

    /// <summary>Returns a source with some of the columns; the source itself if these are all of its columns, in order.</summary>
    public RowSource Select(IReadOnlyList<string> columns) =>
        columns.SequenceEqual(_source.Columns) ? _source : _source.Select([.. columns]);

    /// <summary>Returns the columns whose values a graph value holds unchanged: one, or several concatenated; null if the graph value is
    /// something else.</summary>
    /// <param name="value">A value in the graph of the model.</param>
    /// <param name="symbols">The inputs of that graph, in order.</param>
    public IReadOnlyList<string>? ColumnsOf(Value value, IReadOnlyList<Value> symbols)
    {
        if (_places.Count == 0)
            for (var i = 0; i < symbols.Count; i++) _places[symbols[i]] = i;
        if (_places.TryGetValue(value, out var place)) return [ColumnOf(_inputs[place])];
        var (op, inputs) = (value.Node.Op, value.Node.Inputs);
        if (op == Op.Cast || op == Op.Identity) return ColumnsOf(inputs[0], symbols);
        if (op != Op.Concat || value.Shape.Rank != 2 || value.Shape[1] != inputs.Count) return null;
        var columns = inputs.Select(input => ColumnsOf(input, symbols)).ToList();
        return columns.TrueForAll(each => each is [_]) ? [.. columns.Select(each => each![0])] : null;
    }

    /// <summary>Returns the names of the columns that the features of an adaptive layer are computed from element by element; null if the
    /// features are something else.</summary>
    /// <param name="use">The call of the layer.</param>
    /// <param name="symbols">The inputs of that graph, in order.</param>
    public IReadOnlyList<string>? NamesOf(AdaptiveCall use, IReadOnlyList<Value> symbols)
    {
        var first = Graph.Of(use.Input).Nodes.SelectMany(node => node.Outputs)
            .FirstOrDefault(value => ColumnsOf(value, symbols) is not null && InputNames.IsInPlace(use.Input, value));
        var names = first is null ? null : ColumnsOf(first, symbols);
        return names is { Count: 1 } || use.Layer.HasFeatureForEachColumn ? names : null;
    }

    /// <summary>Reads the columns that a pass needs, from the first row.</summary>
    public IEnumerable<AdaptInputs> Read(PassNeeds needs)
    {
        var inputs = needs.Inputs.Select(place => _inputs[place]).ToArray();
        var names = inputs.Select(ColumnOf).ToList();
        if (needs.NeedsLabels && _label is not null && !names.Contains(_label)) names.Add(_label);
        var before = 0L;
        foreach (var rows in Select(names).ReadTables(cancellation: _cancellation))
        {
            yield return Batch(needs, inputs, rows, before);
            before += rows.RowCount;
        }
    }

    private AdaptInputs Batch(PassNeeds needs, Input[] inputs, Table rows, long before)
    {
        try
        {
            var tensors = new TensorData[_inputs.Count];
            for (var i = 0; i < inputs.Length; i++) tensors[needs.Inputs[i]] = Tensor(inputs[i], rows);
            return new AdaptInputs(tensors, needs.NeedsLabels && _label is not null ? Labels(rows[_label]) : null);
        }
        catch (ArgumentException fault) when (before > 0)
        {
            throw Throw.WithBatchStart(_source, before, fault);
        }
    }

    /// <summary>Returns the tensor of every input from rows in memory.</summary>
    public IReadOnlyDictionary<string, TensorData> ByName(Table rows) =>
        _inputs.ToDictionary(input => input.Name, input => Tensor(input, rows));

    private static string ColumnOf(Input input) => input.Column ?? input.Name;

    /// <summary>Returns the tensor of an input from rows in memory.</summary>
    internal static TensorData Tensor(Input input, Table rows)
    {
        var column = rows[ColumnOf(input)];
        if (input.Type is DType.Float32 or DType.Float64 or DType.Int64 or DType.Bool or DType.String)
            return column.ToTensor(input.Type, input.MissingText);
        if (input.Type.IsFloat()) return Casting.Cast(column.ToTensor(DType.Float32), input.Type);
        var whole = column.ToTensor(DType.Int64);
        var values = whole.AsSpan<long>();
        if (input.Type == DType.Int32)
            for (var row = 0; row < values.Length; row++)
                if (values[row] != (int)values[row]) throw Throw.NoIntegerOf32Bits(column.Name, row, values[row]);
        return Casting.Cast(whole, input.Type);
    }

    /// <summary>Converts labels to the type that losses and layers take: texts and dates to texts, everything else to float32.</summary>
    public static TensorData Labels(Column labels) =>
        labels.ToTensor(labels.Type is ColumnType.Text or ColumnType.Date ? DType.String : DType.Float32);
}
