namespace Layers.Tests;

/// <summary>The tables of functional models, as Keras prints them in a window that is wide enough.</summary>
public sealed class SummaryTests
{
    [Test]
    public void AModelOfSeveralInputs_PrintsTheInputsOfEachLayer()
    {
        using var model = Model.Load(Golden.At("functional/two_inputs_two_outputs.keras"));
        var keras = ((string)Golden.Json("functional/two_inputs_two_outputs.json")["summary"]!).Split('\n');
        var lines = model.Summary().Split('\n');
        Assert.That(Cells(lines[2]), Is.EqualTo(new[] { "Layer (type)", "Output Shape", "Param #", "Connected to" }));
        string[][] rows = [.. lines.Where(line => line.StartsWith('│')).Select(Cells)];
        Assert.That(rows.Select(row => (row[0], row[3])), Is.EqualTo(new[]
        {
            ("maker (InputLayer)", "-"), ("numbers (InputLayer)", "-"), ("embedding (Embedding)", "maker[0][0]"),
                ("normalization_11 (Normalization)", "numbers[0][0]"),
            ("flatten_4 (Flatten)", "embedding[0][0]"), ("concatenate (Concatenate)", "normalization_11[0][0], flatten_4[0][0]"),
                ("dense_21 (Dense)", "concatenate[0][0]"),
            ("dense_22 (Dense)", "dense_21[0][0]"), ("add (Add)", "dense_21[0][0], dense_22[0][0]"), ("mpg (Dense)", "add[0][0]"),
                ("origin (Dense)", "add[0][0]"),
        }));
        Assert.That(rows.Select(row => row[1]),
            Is.EqualTo(keras.Where(line => line.StartsWith('│')).Select(Cells).Select(row => row[1]).Where(shape => shape.Length > 0)));
        // The count of a Normalization has eight bytes on TensorFlow.
        static IEnumerable<string> Totals(string[] lines) =>
            lines.Where(line => line.Contains("params:", StringComparison.Ordinal)).Select(line => line.Split('(')[0]);
        Assert.That(Totals(lines), Is.EqualTo(Totals(keras)));
    }

    [Test]
    public void ASharedLayer_IsListedOnce()
    {
        using var model = Model.Load(Golden.At("functional/shared_layer.keras"));
        string[][] rows = [.. model.Summary().Split('\n').Where(line => line.StartsWith('│')).Select(Cells)];
        Assert.That(rows.Select(row => row[3]),
            Is.EqualTo(new[] { "-", "-", "p[0][0], q[0][0]", "shared[0][0], shared[1][0]", "subtract[0][0]" }));
    }

    [Test]
    public void ASequentialModel_HasNoFourthColumn()
    {
        using var model = Model.Load(Golden.At("functional/reshapes.keras"));
        string[][] rows = [.. model.Summary().Split('\n').Where(line => line.StartsWith('│')).Select(Cells)];
        Assert.That(rows.Select(row => (row.Length, row[0], row[1])), Is.EqualTo(new[]
        {
            (3, "seq (InputLayer)", "(None, 5, 3)"), (3, "reshape (Reshape)", "(None, 3, 5)"), (3, "permute (Permute)", "(None, 5, 3)"),
                (3, "flatten_5 (Flatten)", "(None, 15)"), (3, "dense_26 (Dense)", "(None, 2)"),
        }));
    }

    [Test]
    public void WeightsThatFitNoMemory_AreCounted()
    {
        using var model = new Sequential { new Input(1_000_000), new Dense(1_000_000) };
        Assert.That(model.Summary(), Does.Contain(" 1,000,001,000,000 "));
    }

    private static string[] Cells(string line) => [.. line.Split('│', '┃').Skip(1).SkipLast(1).Select(cell => cell.Trim())];
}
