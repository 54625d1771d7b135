using System.Globalization;

namespace Layers;

/// <summary>What a model says of one record or row: a class, several of them, or a number.</summary>
/// <remarks>The predictions of a batch share their memory.</remarks>
/// <example><code>
/// Prediction bird = model.PredictJson(line);
/// Console.WriteLine(bird);                                              // Adelie (98.7 %)
/// foreach (var (label, probability) in bird.Top(2)) Console.WriteLine($"{label}: {probability:P1}");
/// </code></example>
public readonly struct Prediction
{
    private readonly PredictionShape _shape;
    // An array of numbers for each output, or, of one output, that array itself.
    private readonly object _values;
    private readonly int _row;
    private readonly int _rows;
    private readonly int _output;

    internal Prediction(PredictionShape shape, object values, int row, int rows, int output = -1) => (_shape, _values, _row, _rows, _output) = (shape, values, row, rows, output);

    /// <summary>The numbers of the output as the model gives them; of an output of several axes, in row-major order.</summary>
    /// <exception cref="InvalidOperationException">The model has several outputs: name one.</exception>
    public ReadOnlySpan<float> Values
    {
        get
        {
            var all = AllOf(Only);
            var length = all.Length / _rows;
            return all.AsSpan(_row * length, length);
        }
    }

    /// <summary>The number that the model gives.</summary>
    /// <exception cref="InvalidOperationException">There are several numbers, or several outputs.</exception>
    public float Value => Values is [var value] ? value : throw Throw.SeveralNumbers(_shape, Output, Values.Length);

    /// <summary>The likeliest class. Of two classes and one number, the second where the probability is above 0.5, as Keras counts
    /// accuracy.</summary>
    /// <exception cref="InvalidOperationException">No classes are known, or the model has several outputs.</exception>
    public string Label => Classes[LabelPlace()];

    /// <summary>The probability of <see cref="Label"/>.</summary>
    /// <exception cref="InvalidOperationException">The output is neither a softmax nor a sigmoid, nor was it compiled as logits; no classes
    /// are known; or the model has several outputs.</exception>
    public float Probability => Probabilities()[LabelPlace()];

    /// <summary>An output.</summary>
    /// <param name="output">Its name.</param>
    /// <exception cref="KeyNotFoundException">There is no such output; the message has the nearest.</exception>
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

    /// <summary>The likeliest classes, the likeliest first; of those that are as likely, the one that comes first among the
    /// classes.</summary>
    /// <param name="count">How many, 1 or more; all where there are fewer.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    /// <inheritdoc cref="Probability" path="/exception"/>
    public IReadOnlyList<LabelProbability> Top(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var (classes, probabilities) = (Classes, Probabilities());
        return [.. Enumerable.Range(0, classes.Count).OrderByDescending(i => probabilities[i]).Take(count).Select(i => new LabelProbability(classes[i], probabilities[i]))];
    }

    /// <summary>All classes whose probability is above a threshold, in their order, for an output that gives several labels at
    /// once.</summary>
    /// <param name="threshold">From 0 to below 1; default 0.5.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is out of range.</exception>
    /// <inheritdoc cref="Probability" path="/exception"/>
    public IReadOnlyList<string> Labels(float threshold = 0.5f)
    {
        if (!(threshold is >= 0 and < 1)) throw Throw.BadThreshold(threshold);
        var (classes, probabilities) = (Classes, Probabilities());
        return [.. classes.Where((_, i) => probabilities[i] > threshold)];
    }

    /// <summary>The class with its probability, <c>Adelie (98.7 %)</c>; the number; or the numbers; of several outputs each by its
    /// name.</summary>
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
            var shown = string.Join(", ", values[..Math.Min(Most, values.Length)].ToArray().Select(value => value.ToString("G6", CultureInfo.InvariantCulture)));
            return values.Length == 1 ? shown : $"[{shown}{(values.Length > Most ? ", …" : "")}]";
        }
        if (!Output.Scale.HasProbabilities()) return Label;
        if (IsOfSeveralLabels) return Labels() is { Count: > 0 } labels ? string.Join(", ", Top(Classes.Count).Take(labels.Count)) : "no label";
        return new LabelProbability(Label, Probability).ToString();
    }

    private ModelOutput Output => _shape.Outputs[Only];

    private int Only => _output >= 0 ? _output : _shape.Outputs.Count == 1 ? 0 : throw Throw.WhichOutputOf(_shape);

    private IReadOnlyList<string> Classes => Output.Classes ?? throw Throw.NoClasses(_shape, Output);

    private bool IsOfSeveralLabels => Output.Scale.IsOfSeveralLabels(Values.Length);

    private float[] AllOf(int output) => _values as float[] ?? ((float[][])_values)[output];

    private int LabelPlace()
    {
        var values = Values;
        var classes = Classes;
        if (values.Length != classes.Count && !(values.Length == 1 && classes.Count == 2)) throw Throw.ClassesOfOtherNumber(_shape, Output, values.Length);
        return Output.Scale.PlaceOf(values);
    }

    /// <summary>The probability of each class, in the order of the classes.</summary>
    /// <inheritdoc cref="Probability" path="/exception"/>
    internal float[] Probabilities()
    {
        var values = Values;
        var classes = Classes;
        if (!Output.Scale.HasProbabilities()) throw Throw.NoProbabilities(_shape, Output);
        var probabilities = new double[values.Length];
        Output.Scale.Read(values, probabilities);
        if (values.Length == 1 && classes.Count == 2) return [(float)(1 - probabilities[0]), (float)probabilities[0]];
        if (values.Length != classes.Count) throw Throw.ClassesOfOtherNumber(_shape, Output, values.Length);
        return Array.ConvertAll(probabilities, probability => (float)probability);
    }
}
