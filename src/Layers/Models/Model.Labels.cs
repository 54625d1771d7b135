using System.Collections.Immutable;

namespace Layers;

// The meaning of a model's outputs.
public abstract partial class Model
{
    /// <summary>The known labels of each output, by the index of the output. The name of an output is not used, because it may change when
    /// its layer becomes part of a second model.</summary>
    internal ImmutableDictionary<int, OutputLabels> Labels { get; set; } = ImmutableDictionary<int, OutputLabels>.Empty;

    /// <summary>The files from which the model was built by <c>Model.Adopt</c> of Layers.ScikitLearn. The model's own file stores them.
    /// Empty for other models.</summary>
    public IReadOnlyList<SourceFile> MadeFrom { get; internal set; } = [];

    /// <summary>The columns of the table that the model was last trained on, which feed the only input by position; null if there are
    /// none.</summary>
    internal IReadOnlyList<string>? FittedColumns { get; set; }

    /// <summary>The row that the model's file stores, with the predictions for it; null if there is none.</summary>
    internal KeptRow? KeptRow { get; set; }

    /// <summary>The inputs and outputs by name: columns with their types, outputs with their classes.</summary>
    /// <exception cref="InvalidOperationException">The model does not know its input yet.</exception>
    /// <exception cref="LayerException">A layer is not adapted.</exception>
    public ModelSignature Signature
    {
        get
        {
            RequireAdapted();
            if (Inputs.Count == 0) throw Throw.NotBuilt(this);
            return Signatures.Of(this);
        }
    }

    /// <summary>Sets the classes of an output if the model was not fitted with words. Predictions then have labels, and <c>Fit</c> and
    /// <c>Evaluate</c> take words.</summary>
    /// <param name="classes">The classes in the order of their numbers: one for each unit. For an output with one unit: two, the first for
    /// 0 and the second for 1.</param>
    /// <param name="output">The name of the output; <see langword="null"/>, the default, for the only output.</param>
    /// <exception cref="ArgumentException">A class is blank or a duplicate, the number of classes does not fit the output, or there is no
    /// output of that name.</exception>
    /// <exception cref="InvalidOperationException">The model does not know its input yet.</exception>
    /// <example><code>
    /// using var model = Model.Load("iris.keras");                 // trained in Python, on class numbers
    /// model.SetClasses(["setosa", "versicolor", "virginica"]);
    /// </code></example>
    public void SetClasses(IReadOnlyList<string> classes, string? output = null)
    {
        ArgumentNullException.ThrowIfNull(classes);
        output ??= OutputNames is [var only] ? only : throw Throw.OutputNotNamed(this);
        var place = OutputNames.ToList().IndexOf(output);
        if (place < 0) throw Throw.WrongOutputName(this, OutputNames, output);
        if (Inputs.Count == 0) throw Throw.NotBuilt(this);
        var words = OutputLabels.Checked(this, output, classes, UnitsFor([])[place]);
        Labels = Labels.SetItem(place, new OutputLabels(Labels.GetValueOrDefault(place)?.Columns, new CategoryList(words)));
    }

    /// <summary>The state of the model that determines its predictions and their meaning. It stays equal as long as neither
    /// changes.</summary>
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

    /// <summary>Whether the state of the model is still the given one.</summary>
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

    /// <summary>Returns a runner for a row whose numbers are written into the same tensors repeatedly; null if the row engine cannot run
    /// the model.</summary>
    /// <param name="x">A tensor of one row for each input, in order.</param>
    internal BoundRow? Bind(IReadOnlyList<TensorData> x) =>
        WithCompiled((compiled, engine) => compiled.Bind(x, engine, RefusesValues));

    /// <summary>Whether the rows of several callers may be predicted together, because no row affects the prediction of another.</summary>
    internal bool KeepsRowsApart => WithCompiled(static (compiled, _) => compiled.KeepsRowsApart);

    /// <inheritdoc cref="Compiled.NeedsNoBatches"/>
    internal bool NeedsNoBatches => WithCompiled(static (compiled, engine) => compiled.NeedsNoBatches(engine));

    /// <summary>Returns the number of units of each output: how many numbers it has for a sample.</summary>
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
