using System.Collections.Immutable;

namespace Layers;

// What the numbers that a model gives stand for.
public abstract partial class Model
{
    /// <summary>What is known of the labels of each output, by its name.</summary>
    internal ImmutableDictionary<string, OutputLabels> Labels { get; set; } = ImmutableDictionary<string, OutputLabels>.Empty;

    /// <summary>What goes in and what comes out, by name: columns with their types, outputs with their classes.</summary>
    /// <exception cref="InvalidOperationException">The model does not know its input yet.</exception>
    /// <exception cref="LayerException">A layer was not adapted.</exception>
    public ModelSignature Signature
    {
        get
        {
            RequireAdapted();
            if (Inputs.Count == 0) throw Throw.NotBuilt(this);
            return Signatures.Of(this);
        }
    }

    /// <summary>Says which classes an output tells apart, where it was not fitted with words: then predictions have labels, and <c>Fit</c> and <c>Evaluate</c> take words.</summary>
    /// <param name="classes">The classes in the order of their numbers: one for each unit, or two for an output of one unit, the first for 0 and the second for 1.</param>
    /// <param name="output">The output; <see langword="null"/>, the default, for the only one.</param>
    /// <exception cref="ArgumentException">A class is blank or there twice, there are other than the output has units, or there is no such output.</exception>
    /// <exception cref="InvalidOperationException">The model does not know its input yet.</exception>
    /// <example><code>
    /// using var model = Model.Load("iris.keras");                 // trained in Python, on class numbers
    /// model.SetClasses(["setosa", "versicolor", "virginica"]);
    /// </code></example>
    public void SetClasses(IReadOnlyList<string> classes, string? output = null)
    {
        ArgumentNullException.ThrowIfNull(classes);
        output ??= OutputNames is [var only] ? only : throw Throw.WhichOutput(this);
        var place = OutputNames.ToList().IndexOf(output);
        if (place < 0) throw Throw.WrongOutputName(this, OutputNames, output);
        if (classes.Count < 2) throw Throw.TwoClasses(classes);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < classes.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(classes[i])) throw Throw.BlankClass(i);
            if (!seen.TryAdd(classes[i], i)) throw Throw.ClassTwice(classes[i], seen[classes[i]], i);
        }
        if (Inputs.Count == 0) throw Throw.NotBuilt(this);
        var units = UnitsFor([])[place];
        if (classes.Count != Math.Max(2, units)) throw Throw.SetsOfOtherUnits(this, output, classes, units);
        Labels = Labels.SetItem(output, new OutputLabels(Labels.GetValueOrDefault(output)?.Columns, new CategoryList(classes.ToArray())));
    }

    /// <summary>Stands for what it predicts and what that means, as long as neither changes.</summary>
    internal (Compiled, ImmutableDictionary<string, OutputLabels>, Objective?) PredictionState
    {
        get
        {
            RequireAdapted();
            if (Inputs.Count == 0) throw Throw.NotBuilt(this);
            var (labels, objective) = (Labels, Objective);
            var compiled = Predictor.For(this, Symbols());
            compiled.Leave();
            return (compiled, labels, objective);
        }
    }

    /// <summary>Whether <see cref="PredictionState"/> is what it was.</summary>
    internal bool IsStill((Compiled Compiled, ImmutableDictionary<string, OutputLabels> Labels, Objective? Objective) state) =>
        Predictor.Ready == state.Compiled && ReferenceEquals(Labels, state.Labels) && ReferenceEquals(Objective, state.Objective);

    /// <summary>Predicts from a tensor for each input, in order.</summary>
    internal IReadOnlyList<TensorData> PredictAll(TensorData[] x, PredictOptions? options = null)
    {
        RequireAdapted();
        options?.Guard?.Judge(Check(Symbols(), x));
        return Predict(Symbols(), x);
    }

    /// <summary>What runs the model on a row whose numbers are written into the same tensors again and again; null where the row engine does not.</summary>
    /// <param name="x">A tensor of one row for each input, in order.</param>
    internal BoundRow? Bind(IReadOnlyList<TensorData> x)
    {
        RequireAdapted();
        var compiled = Predictor.For(this, Symbols());
        try
        {
            return compiled.Bind(x, Engine, RefusesValues);
        }
        finally
        {
            compiled.Leave();
        }
    }

    /// <summary>How many numbers each output has for a sample.</summary>
    /// <param name="x">Rows, for a model that does not know its input yet.</param>
    internal IReadOnlyList<long> UnitsFor(IReadOnlyList<TensorData> x)
    {
        var symbols = Inputs.Count == 0 && x.Count > 0 ? ((ITrainable)this).InputsFor(x) : Symbols();
        return [.. ApplyAll(symbols, CallRecord.ForPrediction()).Select(output => output.Shape.Rank > 1 && output.Shape[^1].IsKnown ? output.Shape[^1].Size : 1)];
    }
}
