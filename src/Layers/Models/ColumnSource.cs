namespace Layers;

/// <summary>A source whose columns go into the inputs of a model by their names; it may have others as well.</summary>
internal sealed class ColumnSource
{
    private readonly Model _model;
    private readonly RowSource _source;
    private readonly string? _label;
    private readonly IReadOnlyList<Input> _inputs;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<Value, int> _places = new(ReferenceEqualityComparer.Instance);

    /// <param name="model">Its inputs are known.</param>
    /// <param name="source">The rows.</param>
    /// <param name="label">The column of labels; null for none.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="ArgumentException">A column is not there, or an input is no column.</exception>
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

    /// <summary>The columns of some inputs, for the source to compute with.</summary>
    public RowSource Select(IReadOnlyList<string> columns) => columns.SequenceEqual(_source.Columns) ? _source : _source.Select([.. columns]);

    /// <summary>The columns that a value is, as they are: one, or several side by side; null where it is something else.</summary>
    /// <param name="value">Of the graph of the model.</param>
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

    /// <summary>The names of the columns that the features of an adaptive layer are, element by element; null where they are something
    /// else.</summary>
    /// <param name="use">Where the layer looks at the graph of the model.</param>
    /// <param name="symbols">The inputs of that graph, in order.</param>
    public IReadOnlyList<string>? NamesOf(AdaptiveCall use, IReadOnlyList<Value> symbols)
    {
        var first = Graph.Of(use.Input).Nodes.SelectMany(node => node.Outputs)
            .FirstOrDefault(value => ColumnsOf(value, symbols) is not null && InputNames.IsInPlace(use.Input, value));
        var names = first is null ? null : ColumnsOf(first, symbols);
        return names is { Count: 1 } || use.Layer.HasFeatureForEachColumn ? names : null;
    }

    /// <summary>Reads what a pass needs, from the first row on.</summary>
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
            throw Throw.InLaterRows(_source, before, fault);
        }
    }

    /// <summary>The data for every input, of rows in memory.</summary>
    public IReadOnlyDictionary<string, TensorData> ByName(Table rows) => _inputs.ToDictionary(input => input.Name, input => Tensor(input, rows));

    private static string ColumnOf(Input input) => input.Column ?? input.Name;

    /// <summary>The data for an input, of rows in memory.</summary>
    internal static TensorData Tensor(Input input, Table rows)
    {
        var column = rows[ColumnOf(input)];
        if (input.Type is DType.Float32 or DType.Float64 or DType.Int64 or DType.Bool or DType.String) return column.ToTensor(input.Type, input.MissingText);
        if (input.Type.IsFloat()) return Casting.Cast(column.ToTensor(DType.Float32), input.Type);
        var whole = column.ToTensor(DType.Int64);
        var values = whole.AsSpan<long>();
        if (input.Type == DType.Int32)
            for (var row = 0; row < values.Length; row++)
                if (values[row] != (int)values[row]) throw Throw.NoIntegerOf32Bits(column.Name, row, values[row]);
        return Casting.Cast(whole, input.Type);
    }

    /// <summary>Labels as what learns from them takes them: texts and dates as texts, everything else as float32.</summary>
    public static TensorData Labels(Column labels) =>
        labels.ToTensor(labels.Type is ColumnType.Text or ColumnType.Date ? DType.String : DType.Float32);
}
