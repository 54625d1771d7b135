namespace Layers.Cli;

/// <summary>The form of the answers: for each output a label with probabilities, several labels, or numbers.</summary>
internal sealed class AnswerShape
{
    private readonly IReadOnlyList<ModelOutput> _outputs;

    public AnswerShape(Model model)
    {
        _outputs = model.Signature.Outputs;
        foreach (var output in _outputs)
            if (output.Units < 0)
                throw new ToolException(
                    $"The number of values of the output {output} varies from row to row, so it cannot be written to a file of rows.");
        Columns = [.. _outputs.SelectMany(output => ColumnsOf(output)
            .Select(column => _outputs.Count == 1 ? column : column with { Name = $"{output.Name}.{column.Name}" }))];
    }

    public IReadOnlyList<ModelOutput> Outputs => _outputs;

    /// <summary>The answers as columns. An output with one label has <c>label</c>, <c>probability</c> and, for each class,
    /// <c>probability.Adelie</c>. An output with several labels has <c>labels</c> and the probability of each class. An output of numbers
    /// has <c>value</c>, or <c>value.0</c>, <c>value.1</c> and so on. With several outputs, the name of the output is a prefix.</summary>
    public IReadOnlyList<AnswerColumn> Columns { get; }

    /// <summary>The values of <see cref="Columns"/>.</summary>
    public IEnumerable<object> Cells(Prediction prediction) =>
        _outputs.SelectMany(output => CellsOf(output, _outputs.Count == 1 ? prediction : prediction[output.Name]));

    private static IEnumerable<AnswerColumn> ColumnsOf(ModelOutput output)
    {
        if (!PredictionJson.HasLabel(output))
        {
            if (output.Units == 1) return [new("value", ColumnType.Number)];
            return Enumerable.Range(0, output.Units)
                .Select(unit => new AnswerColumn(string.Create(CultureInfo.InvariantCulture, $"value.{unit}"), ColumnType.Number));
        }
        if (!output.Scale.HasProbabilities()) return [new("label", ColumnType.Text)];
        AnswerColumn[] label = PredictionJson.IsOfSeveralLabels(output) ? [new("labels", ColumnType.Text)]
            : [new("label", ColumnType.Text), new("probability", ColumnType.Number)];
        return [.. label, .. output.Classes!.Select(each => new AnswerColumn($"probability.{each}", ColumnType.Number))];
    }

    private static List<object> CellsOf(ModelOutput output, Prediction prediction)
    {
        if (!PredictionJson.HasLabel(output)) return [.. prediction.Values.ToArray().Select(value => (object)value)];
        if (!output.Scale.HasProbabilities()) return [prediction.Label];
        List<object> cells = PredictionJson.IsOfSeveralLabels(output)
            ? [string.Join("; ", prediction.Labels())]
            : [prediction.Label, prediction.Probability];
        return [.. cells, .. prediction.Probabilities()];
    }
}
