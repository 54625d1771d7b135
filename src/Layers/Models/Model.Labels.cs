using System.Collections.Immutable;

namespace Layers;

// What the numbers that a model gives stand for.
public abstract partial class Model
{
    /// <summary>What is known of the labels of each output, by its place: its name may become another when its layer goes into a second
    /// model.</summary>
    internal ImmutableDictionary<int, OutputLabels> Labels { get; set; } = ImmutableDictionary<int, OutputLabels>.Empty;

    /// <summary>The files that the model was put together from, as <c>Model.Adopt</c> of Layers.ScikitLearn does it; its own file remembers
    /// them. Empty for others.</summary>
    public IReadOnlyList<SourceFile> MadeFrom { get; internal set; } = [];

    /// <summary>The columns of the table whose values go by position into the only input since training began on them, finished or not;
    /// null where none do.</summary>
    internal IReadOnlyList<string>? FittedColumns { get; set; }

    /// <summary>The row that its file keeps, with what was predicted of it; null where there is none.</summary>
    internal KeptRow? KeptRow { get; set; }

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

    /// <summary>Says which classes an output tells apart, where it was not fitted with words: then predictions have labels, and <c>Fit</c>
    /// and <c>Evaluate</c> take words.</summary>
    /// <param name="classes">The classes in the order of their numbers: one for each unit, or two for an output of one unit, the first for
    /// 0 and the second for 1.</param>
    /// <param name="output">The output; <see langword="null"/>, the default, for the only one.</param>
    /// <exception cref="ArgumentException">A class is blank or there twice, there are other than the output has units, or there is no such
    /// output.</exception>
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
        if (Inputs.Count == 0) throw Throw.NotBuilt(this);
        var words = OutputLabels.Checked(this, output, classes, UnitsFor([])[place]);
        Labels = Labels.SetItem(place, new OutputLabels(Labels.GetValueOrDefault(place)?.Columns, new CategoryList(words)));
    }

    /// <summary>Stands for what it predicts and what that means, as long as neither changes.</summary>
    internal PredictionState PredictionState
    {
        get
        {
            RequireAdapted();
            if (Inputs.Count == 0) throw Throw.NotBuilt(this);
            var (labels, columns, objective) = (Labels, FittedColumns, Objective);
            var compiled = Predictor.For(this, Symbols());
            compiled.Leave();
            return new PredictionState(compiled, labels, columns, objective);
        }
    }

    /// <summary>Whether <see cref="PredictionState"/> is what it was.</summary>
    internal bool IsStill(in PredictionState state) =>
        Predictor.Ready == state.Compiled && ReferenceEquals(Labels, state.Labels) && ReferenceEquals(FittedColumns, state.Columns)
            && ReferenceEquals(Objective, state.Objective);

    /// <summary>Predicts from a tensor for each input, in order.</summary>
    internal IReadOnlyList<TensorData> PredictAll(TensorData[] x, PredictOptions? options = null)
    {
        RequireAdapted();
        options?.Guard?.Judge(CheckAll(x));
        return Predict(Symbols(), x);
    }

    /// <summary>What runs the model on a row whose numbers are written into the same tensors again and again; null where the row engine
    /// does not.</summary>
    /// <param name="x">A tensor of one row for each input, in order.</param>
    internal BoundRow? Bind(IReadOnlyList<TensorData> x) =>
        WithCompiled((compiled, engine) => compiled.Bind(x, engine, RefusesValues));

    /// <summary>Whether rows of several callers may be predicted together: none has a part in what is predicted of another.</summary>
    internal bool KeepsRowsApart => WithCompiled(static (compiled, _) => compiled.KeepsRowsApart);

    /// <inheritdoc cref="Compiled.NeedsNoBatches"/>
    internal bool NeedsNoBatches => WithCompiled(static (compiled, engine) => compiled.NeedsNoBatches(engine));

    /// <summary>How many numbers each output has for a sample.</summary>
    /// <param name="x">Rows, for a model that does not know its input yet.</param>
    internal IReadOnlyList<long> UnitsFor(IReadOnlyList<TensorData> x)
    {
        var symbols = Inputs.Count == 0 && x.Count > 0 ? ((ITrainable)this).InputsFor(x) : Symbols();
        return [.. ApplyAll(symbols, CallRecord.ForPrediction()).Select(OutputRules.Units)];
    }

    private T WithCompiled<T>(Func<Compiled, PredictEngine, T> read)
    {
        RequireAdapted();
        var compiled = Predictor.For(this, Symbols());
        try
        {
            return read(compiled, Engine);
        }
        finally
        {
            compiled.Leave();
        }
    }
}
