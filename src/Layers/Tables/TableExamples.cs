namespace Layers;

/// <summary>Converts the rows of a source, with their labels, to examples for training.</summary>
internal sealed class TableExamples
{
    private readonly Model _model;
    private readonly IReadOnlyList<string> _labels;
    private readonly Table _rows;

    /// <param name="model">The model, which is compiled and whose layers are adapted.</param>
    /// <param name="rows">The rows, which are read into memory.</param>
    /// <param name="labels">The names of the label columns.</param>
    /// <param name="cancellation">A token that cancels reading.</param>
    public TableExamples(Model model, RowSource rows, IReadOnlyList<string> labels, CancellationToken cancellation)
    {
        rows.Prepare(cancellation);
        if (labels.Count == 0) throw Throw.NoLabels(rows);
        for (var i = 0; i < labels.Count; i++)
        {
            if (labels.Take(i).Contains(labels[i])) throw Throw.LabelTwice(rows, labels[i]);
            if (!rows.Columns.Contains(labels[i], StringComparer.Ordinal)) throw Throw.NoSuchLabel(rows, labels[i]);
        }
        (_model, _labels) = (model, labels);
        _rows = ModelTypes.Of(model, rows, cancellation).ToTable(cancellation: cancellation);
    }

    /// <summary>The columns that feed the model by position, if the model knows no names; null if columns are matched by name. If it is
    /// set, the columns are taken in this order.</summary>
    public IReadOnlyList<string>? Positions { get; set; }

    /// <summary>Returns the label columns that a model was fitted with; empty if they are not known.</summary>
    public static IReadOnlyList<string> FittedLabels(Model model) =>
        [.. model.OutputNames.SelectMany((_, place) => model.Labels.GetValueOrDefault(place)?.Columns ?? [])];

    /// <summary>Returns the label columns that a model was fitted with.</summary>
    /// <exception cref="ArgumentException">The label columns are not known.</exception>
    public static IReadOnlyList<string> LabelsOf(Model model) =>
        FittedLabels(model) is { Count: > 0 } columns ? columns : throw Throw.LabelNotKnown(model);

    /// <summary>Creates the examples.</summary>
    public Examples Of(LabelCoding coding, TensorData? weights, string use)
    {
        var x = Inputs();
        var outputs = _model.OutputNames;
        if (outputs.Count == 1)
            return Examples.Of(x, [_labels is [var label]
                ? coding.Encode(0, _rows[label], x) : coding.Encode(0, [.. _labels.Select(name => _rows[name])])], [weights], use);
        foreach (var name in _labels)
            if (!outputs.Contains(name)) throw Throw.WrongOutputName(_model, outputs, name);
        var y = outputs.Select((name, i) => _labels.Contains(name) ? coding.Encode(i, _rows[name], x) : null).ToArray();
        for (var i = 0; i < y.Length; i++)
            if (y[i] is null && _model.Objective!.Outputs[i].NeedsLabels) throw Throw.MissingLabels(_model, outputs[i]);
        return Examples.Of(x, y, [.. outputs.Select(_ => weights)], use);
    }

    private TensorData[] Inputs()
    {
        _model.RequireAdapted();
        // A model without a declared input gets it from the first rows.
        var isOpen = _model.Inputs.Count == 0;
        var columns = isOpen ? [] : _model.Signature.Inputs;
        foreach (var column in columns)
            if (column.Length is not null) throw Throw.ArraysOfTable(column);
            else if (!_rows.Columns.Contains(column.Name, StringComparer.Ordinal))
                throw Throw.NoSuchColumn(_rows, column.Name, _rows.Columns);
        if (columns.Count > 0) return TableInputs.Of(_model.Inputs, columns, _rows);
        // Features without names are matched by position, if the number of columns fits.
        string[] others = [.. Positions ?? _rows.Columns.Except(_labels)];
        foreach (var name in others)
            if (!_rows.Columns.Contains(name, StringComparer.Ordinal)) throw Throw.NoSuchColumn(_rows, name, _rows.Columns);
        if (!isOpen && (_model.Inputs is not [{ Shape.Rank: 2, Shape: var shape }] || (shape[1].IsKnown && shape[1] != others.Length)))
            throw Throw.ColumnsByPosition(_model, others);
        Positions = others;
        return [((Table)_rows.Select(others)).ReadAll()];
    }
}
