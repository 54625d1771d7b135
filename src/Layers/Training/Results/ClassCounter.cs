namespace Layers;

/// <summary>Counts the predictions of an output by true and predicted class, batch by batch.</summary>
/// <param name="output">The index of the output.</param>
/// <param name="classes">The classes of the output.</param>
/// <param name="name">The name of the output.</param>
/// <param name="units">The number of values in a prediction.</param>
/// <param name="scale">The scale of the values.</param>
internal sealed class ClassCounter(int output, KnownClasses classes, string name, int units, OutputScale scale)
{
    private static readonly string[] s_truths = ["false", "true"];

    private readonly ClassTally _one = new();
    private readonly ClassTally[] _each = scale.IsOfSeveralLabels(units)
        ? [.. Enumerable.Range(0, units).Select(_ => new ClassTally())] : [];
    private readonly double[] _probabilities = new double[units];

    /// <summary>The index of the output.</summary>
    public int Output => output;

    /// <summary>Counts a batch.</summary>
    /// <param name="predictions">The values of the output.</param>
    /// <param name="labels">The labels in the form that the loss takes: the number of the class, one number for each class, or one number
    /// for two classes.</param>
    /// <param name="mask">The mask, which is true for predictions that count; null if all count.</param>
    public void Add(TensorData predictions, TensorData labels, TensorData? mask)
    {
        var values = Casting.Cast(predictions, DType.Float32).AsSpan<float>();
        var truths = Casting.Cast(labels, DType.Float64).AsSpan<double>();
        var counts = mask is null ? [] : mask.AsSpan<bool>();
        var samples = values.Length / units;
        var width = truths.Length / samples;
        if (width * samples != truths.Length || (width != 1 && width != units) || (mask is not null && counts.Length != samples)) return;
        for (var sample = 0; sample < samples; sample++)
        {
            if (mask is not null && !counts[sample]) continue;
            var row = values.Slice(sample * units, units);
            var truth = truths.Slice(sample * width, width);
            if (scale.HasProbabilities()) scale.Read(row, _probabilities);
            if (_each.Length > 0 && width == units) AddEach(row, truth);
            else AddOne(row, truth);
        }
    }

    /// <summary>Returns the results: none, one for the output, or one for each of its labels.</summary>
    public IEnumerable<ClassResults> Results()
    {
        if (!_one.IsEmpty)
            yield return _one.Result(name, null, classes.Title ?? name, classes.Names,
                classes.Names.Count == 2 ? classes.Names[1] : "the likeliest class");
        for (var i = 0; i < _each.Length; i++)
            if (!_each[i].IsEmpty) yield return _each[i].Result(name, classes.Names[i], classes.Names[i], s_truths, classes.Names[i]);
    }

    private void AddOne(ReadOnlySpan<float> row, ReadOnlySpan<double> truth)
    {
        var is0Or1 = units == 1;
        var place = is0Or1 ? truth[0] > 0.5 ? 1 : 0 : truth.Length == 1 ? (int)truth[0]
            : System.Numerics.Tensors.TensorPrimitives.IndexOfMax(truth);
        // A label that the loss ignores is not a class.
        if (place < 0 || place >= classes.Names.Count) return;
        var predicted = scale.PlaceOf(row);
        _one.Add(place, predicted);
        if (!scale.HasProbabilities()) return;
        if (classes.Names.Count == 2) _one.AddProbability(place == 1, _probabilities[^1]);
        else _one.AddProbability(place == predicted, _probabilities[predicted]);
    }

    private void AddEach(ReadOnlySpan<float> row, ReadOnlySpan<double> truth)
    {
        for (var i = 0; i < units; i++)
        {
            var isTrue = truth[i] > 0.5;
            _each[i].Add(isTrue ? 1 : 0, scale.IsTrue(row[i]) ? 1 : 0);
            _each[i].AddProbability(isTrue, _probabilities[i]);
        }
    }
}
