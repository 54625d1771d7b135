namespace Layers;

/// <summary>The rows of a source with their labels, as what training takes.</summary>
internal sealed class TableExamples
{
    private readonly Model _model;
    private readonly IReadOnlyList<string> _labels;
    private readonly Table _rows;

    /// <param name="model">Compiled, with its layers adapted.</param>
    /// <param name="rows">Read into memory.</param>
    /// <param name="labels">The columns of labels.</param>
    /// <param name="cancellation">Stops reading.</param>
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

    /// <summary>The columns that go into the model by position, where it knows no names; null where they go by name. Set, they are taken in
    /// this order.</summary>
    public IReadOnlyList<string>? Positions { get; set; }

    /// <summary>The columns of labels that a model was fitted with; none where they are not known.</summary>
    public static IReadOnlyList<string> FittedLabels(Model model) =>
        [.. model.OutputNames.SelectMany((_, place) => model.Labels.GetValueOrDefault(place)?.Columns ?? [])];

    /// <summary>The columns of labels that a model was fitted with.</summary>
    /// <exception cref="ArgumentException">They are not known.</exception>
    public static IReadOnlyList<string> LabelsOf(Model model) =>
        FittedLabels(model) is { Count: > 0 } columns ? columns : throw Throw.LabelNotKnown(model);

    /// <summary>The examples.</summary>
    public Examples Of(LabelCoding coding, TensorData? weights, string use)
    {
        var x = Inputs();
        var outputs = _model.OutputNames;
        if (outputs.Count == 1) return Examples.Of(x, [_labels is [var label] ? coding.Encode(0, _rows[label], x) : coding.Encode(0, [.. _labels.Select(name => _rows[name])])], [weights], use);
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
        // A model without an input takes that of its first rows.
        var isOpen = _model.Inputs.Count == 0;
        var columns = isOpen ? [] : _model.Signature.Inputs;
        foreach (var column in columns)
            if (column.Length is not null) throw Throw.ArraysOfTable(column);
            else if (!_rows.Columns.Contains(column.Name, StringComparer.Ordinal)) throw Throw.NoSuchColumn(_rows, column.Name, _rows.Columns);
        if (columns.Count > 0) return TableInputs.Of(_model.Inputs, columns, _rows);
        // Features without names go by position, where there is no doubt which they are.
        string[] others = [.. Positions ?? _rows.Columns.Except(_labels)];
        foreach (var name in others)
            if (!_rows.Columns.Contains(name, StringComparer.Ordinal)) throw Throw.NoSuchColumn(_rows, name, _rows.Columns);
        if (!isOpen && (_model.Inputs is not [{ Shape.Rank: 2, Shape: var shape }] || (shape[1].IsKnown && shape[1] != others.Length))) throw Throw.ColumnsByPosition(_model, others);
        Positions = others;
        return [((Table)_rows.Select(others)).ReadAll()];
    }
}
