using System.Diagnostics.CodeAnalysis;

namespace Layers;

// Conversion of rows, labels and weights to examples.
public abstract partial class Model
{
    /// <summary>Converts rows and labels to examples, for evaluation.</summary>
    internal Examples ExamplesOf(TensorData x, TensorData y, string use) => ExamplesOf(x, y, null, use, new(this, learns: false));

    private Examples ExamplesOf(TensorData x, TensorData y, TensorData? weights, string use, LabelCoding labels)
    {
        RequireOneInputAndOutput();
        x = AsColumn(x);
        return Examples.Of([x], [labels.Encode(0, y, [x])], [weights], use);
    }

    private void RequireOneInputAndOutput()
    {
        if (Inputs.Count > 1) throw Throw.SeveralInputs(this);
        if (OutputNames.Count > 1) throw Throw.SeveralOutputs(this, OutputNames);
    }

    private Examples ExamplesOf(
        IReadOnlyDictionary<string, TensorData> x, IReadOnlyDictionary<string, TensorData> y,
        IReadOnlyDictionary<string, TensorData>? weights, string use, LabelCoding labels)
    {
        var rows = ByName(x);
        var outputs = Objective!.Outputs;
        foreach (var name in y.Keys.Concat(weights?.Keys ?? []))
            if (!OutputNames.Contains(name)) throw Throw.WrongOutputName(this, OutputNames, name);
        for (var i = 0; i < outputs.Count; i++)
            if (outputs[i].NeedsLabels && !y.ContainsKey(OutputNames[i])) throw Throw.MissingLabels(this, OutputNames[i]);
        return Examples.Of(
            rows, [.. OutputNames.Select((name, i) => y.GetValueOrDefault(name) is { } some ? labels.Encode(i, some, rows) : null)],
            [.. OutputNames.Select(name => weights?.GetValueOrDefault(name))], use);
    }

    private IEnumerable<Examples> ExamplesOf(IEnumerable<(TensorData X, TensorData Y)> batches, string use)
    {
        // Named columns are matched by name, others by position. A shuffling source draws its rows from a window, and each row keeps its
        // position in the source.
        return batches is StreamedExamples named
            ? Read(named.InOrder(InputNames.Of(this), ToString()).WithPositions()
                .Select(batch => (batch.X, batch.Y, (long[]?)batch.Positions)))
            : Read(batches.Select(batch => (batch.X, batch.Y, (long[]?)null)));

        IEnumerable<Examples> Read(IEnumerable<(TensorData X, TensorData Y, long[]? Positions)> ordered)
        {
            var labels = new LabelCoding(this, learns: false);
            var before = new RowsBefore(0, InBatches: true);
            foreach (var (rows, y, positions) in ordered)
            {
                if (rows is null || y is null) throw Throw.NoBatch(this);
                var x = AsColumn(rows);
                if (Input is { } input) RequireFit(input, x);
                RequireOneInputAndOutput();
                var examples = Examples.Of([x], [labels.Encode(0, y, [x], before)], [null], use, before, positions);
                before = before.And(examples.Rows);
                yield return examples;
            }
        }
    }

    private Examples? ValidationOf(ValidationData? data, LabelCoding labels) => data is null ? null
        : data.X is { } x ? ExamplesOf(x, data.Y!, data.SampleWeight, "Validation", labels)
        : ExamplesOf(data.Inputs!, data.Outputs ?? OfOnlyOutput(data.Y!), data.SampleWeights ?? OfOnlyOutput(data.SampleWeight),
            "Validation", labels);

    [return: NotNullIfNotNull(nameof(data))]
    private Dictionary<string, TensorData>? OfOnlyOutput(TensorData? data)
    {
        if (data is null) return null;
        return OutputNames is [var only] ? new() { [only] = data } : throw Throw.SeveralOutputs(this, OutputNames);
    }
}
