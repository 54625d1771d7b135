using System.Globalization;

namespace Layers;

/// <summary>A model's prediction for one record or row: a class, several classes, or a number.</summary>
/// <remarks>The predictions of a batch share their memory.</remarks>
/// <example><code>
/// Prediction bird = model.PredictJson(line);
/// Console.WriteLine(bird);                                              // Adelie (98.7 %)
/// foreach (var (label, probability) in bird.Top(2)) Console.WriteLine($"{label}: {probability:P1}");
/// </code></example>
public readonly struct Prediction
{
    private readonly PredictionShape _shape;
    // An array of numbers for each output; if there is a single output, its array itself.
    private readonly object _values;
    private readonly int _row;
    private readonly int _rows;
    private readonly int _output;

    internal Prediction(PredictionShape shape, object values, int row, int rows, int output = -1) =>
        (_shape, _values, _row, _rows, _output) = (shape, values, row, rows, output);

    /// <summary>The numbers of the output; if the output has several axes, in row-major order.</summary>
    /// <exception cref="InvalidOperationException">The model has several outputs; select one by name.</exception>
    public ReadOnlySpan<float> Values
    {
        get
        {
            var all = AllOf(Only);
            var length = all.Length / _rows;
            return all.AsSpan(_row * length, length);
        }
    }

    /// <summary>The number that the model predicts.</summary>
    /// <exception cref="InvalidOperationException">The output has several numbers, or the model has several outputs.</exception>
    public float Value => Values is [var value] ? value : throw Throw.SeveralNumbers(_shape, Output, Values.Length);

    /// <summary>The most likely class. For an output with one number and two classes, it is the second class if the probability is above
    /// 0.5, as in Keras's accuracy.</summary>
    /// <exception cref="InvalidOperationException">The classes are not known, or the model has several outputs.</exception>
    public string Label => Classes[LabelPlace()];

    /// <summary>The probability of <see cref="Label"/>.</summary>
    /// <exception cref="InvalidOperationException">The output is not a softmax or sigmoid and was not compiled as logits, the classes are
    /// not known, or the model has several outputs.</exception>
    public float Probability => Probabilities()[LabelPlace()];

    /// <summary>The prediction of an output.</summary>
    /// <param name="output">The name of the output.</param>
    /// <exception cref="KeyNotFoundException">There is no such output; the message suggests the nearest name.</exception>
    public Prediction this[string output]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(output);
            for (var i = 0; i < _shape.Outputs.Count; i++)
                if (_shape.Outputs[i].Name == output) return new Prediction(_shape, _values, _row, _rows, i);
            throw Throw.NoSuchOutput(_shape, output);
        }
    }

    /// <summary>Returns the most likely classes, in descending order of probability. Classes with the same probability are in the order of
    /// the classes.</summary>
    /// <param name="count">The number of classes, 1 or more. If there are fewer, all are returned.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    /// <inheritdoc cref="Probability" path="/exception"/>
    public IReadOnlyList<LabelProbability> Top(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var (classes, probabilities) = (Classes, Probabilities());
        return [.. Enumerable.Range(0, classes.Count).OrderByDescending(i => probabilities[i]).Take(count)
            .Select(i => new LabelProbability(classes[i], probabilities[i]))];
    }

    /// <summary>Returns all classes whose probability is above a threshold, in their order, for an output that predicts several labels at
    /// once.</summary>
    /// <param name="threshold">The threshold, from 0 to below 1; default 0.5.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is out of range.</exception>
    /// <inheritdoc cref="Probability" path="/exception"/>
    public IReadOnlyList<string> Labels(float threshold = 0.5f)
    {
        if (!(threshold is >= 0 and < 1)) throw Throw.BadThreshold(threshold);
        var (classes, probabilities) = (Classes, Probabilities());
        return [.. classes.Where((_, i) => probabilities[i] > threshold)];
    }

    /// <summary>Returns the class with its probability, <c>Adelie (98.7 %)</c>; or the number, or the numbers. For several outputs, each
    /// has its name.</summary>
    public override string ToString()
    {
        if (_shape is null) return "";
        if (_output < 0 && _shape.Outputs.Count > 1)
        {
            var all = this;
            return string.Join("; ", _shape.Outputs.Select(output => $"{output.Name}: {all[output.Name]}"));
        }
        if (!PredictionJson.HasLabel(Output))
        {
            const int Most = 10;
            var values = Values;
            var shown = string.Join(", ",
                values[..Math.Min(Most, values.Length)].ToArray().Select(value => value.ToString("G6", CultureInfo.InvariantCulture)));
            return values.Length == 1 ? shown : $"[{shown}{(values.Length > Most ? ", …" : "")}]";
        }
        if (!Output.Scale.HasProbabilities()) return Label;
        if (IsOfSeveralLabels)
            return Labels() is { Count: > 0 } labels ? string.Join(", ", Top(Classes.Count).Take(labels.Count)) : "no label";
        return new LabelProbability(Label, Probability).ToString();
    }

    private ModelOutput Output => _shape.Outputs[Only];

    private int Only => _output >= 0 ? _output : _shape.Outputs.Count == 1 ? 0 : throw Throw.SeveralOutputsOf(_shape);

    private IReadOnlyList<string> Classes => Output.Classes ?? throw Throw.NoClasses(_shape, Output);

    private bool IsOfSeveralLabels => Output.Scale.IsOfSeveralLabels(Values.Length);

    private float[] AllOf(int output) => _values as float[] ?? ((float[][])_values)[output];

    private int LabelPlace()
    {
        var values = Values;
        var classes = Classes;
        if (values.Length != classes.Count && !(values.Length == 1 && classes.Count == 2))
            throw Throw.NoSingleLabel(_shape, Output, values.Length);
        return Output.Scale.PlaceOf(values);
    }

    /// <summary>Returns the probability of each class, in the order of the classes.</summary>
    /// <inheritdoc cref="Probability" path="/exception"/>
    internal float[] Probabilities()
    {
        var values = Values;
        var classes = Classes;
        if (!Output.Scale.HasProbabilities()) throw Throw.NoProbabilities(_shape, Output);
        var probabilities = new double[values.Length];
        Output.Scale.Read(values, probabilities);
        if (values.Length == 1 && classes.Count == 2) return [(float)(1 - probabilities[0]), (float)probabilities[0]];
        if (values.Length != classes.Count) throw Throw.NoSingleLabel(_shape, Output, values.Length);
        return Array.ConvertAll(probabilities, probability => (float)probability);
    }
}
