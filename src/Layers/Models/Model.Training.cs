namespace Layers;

public abstract partial class Model : ITrainable
{
    /// <summary>The results of the epochs of the last <c>Fit</c>. Files store them. <see langword="null"/> if no <c>Fit</c> has ended
    /// yet.</summary>
    public History? History { get; internal set; }

    IReadOnlyList<Value> ITrainable.InputsFor(IReadOnlyList<TensorData> x)
    {
        if (x is not [var only] || Inputs.Count > 1) return Symbols();
        if (OutputNames.Count == 1) return [InputFor(only)];
        RequireFit(Inputs[0], only);
        return Symbols();
    }

    void ITrainable.RequireTexts(IReadOnlyList<Value> inputs, IReadOnlyList<TensorData> x, RowsBefore before)
    {
        for (var i = 0; i < inputs.Count; i++) NullTexts.Refuse(this, inputs, inputs[i].Name!, x[i], before);
    }

    void ITrainable.RequireRight(IReadOnlyList<Value> inputs, IReadOnlyList<TensorData> x, RowsBefore before) =>
        RequireRight(inputs, x, before);

    IReadOnlyList<Value> ITrainable.ApplyAll(IReadOnlyList<Value> inputs, CallRecord record) => ApplyAll(inputs, record);

    /// <summary>Trains on rows in memory.</summary>
    /// <param name="examples">Reads the rows.</param>
    /// <param name="validationSplit">The share of the rows that is used for validation.</param>
    /// <param name="validationData">Reads the rows for validation, after the other rows.</param>
    /// <param name="classWeight">The weight of the loss of each class.</param>
    /// <param name="options">The other options.</param>
    /// <param name="columns">Returns the columns that feed the input by position, for <see cref="FittedColumns"/>; it is called after the
    /// rows were read.</param>
    internal History Fit(
        Func<LabelCoding, Examples> examples, double validationSplit, Func<LabelCoding, Examples?> validationData,
        ClassWeights? classWeight, FitOptions options, Func<IReadOnlyList<string>?>? columns = null)
    {
        using var change = BeginFit();
        var objective = ReadyFor(options);
        if (!(validationSplit >= 0 && validationSplit < 1))
            throw Throw.BadTrainingArgument(nameof(validationSplit), "from 0 to below 1", validationSplit);

        var labels = new LabelCoding(this, learns: true);
        var training = examples(labels);
        var validation = validationData(labels);
        if (validation is null && validationSplit > 0)
        {
            // The operations are in the same order as in Keras, because their rounding decides where the split is.
            var at = (int)Math.Floor(training.Rows * (1 - validationSplit));
            if (at == 0 || at == training.Rows) throw Throw.BadSplit(validationSplit, training.Rows);
            (training, validation) = training.Split(at);
        }
        if (classWeight is not null)
            training = training.Weighted(classWeight.By(labels.ClassesOf(0)), ClassCounts.Of(this, objective.Outputs[0], training));
        // A callback may save the model, and a cancelled training keeps its weights. Both need the classes and columns of this training, so
        // they are set before it begins.
        var (labelsBefore, columnsBefore, trainer) = (Labels, FittedColumns, new Trainer(this, objective));
        labels.StoreInModel();
        FittedColumns = columns?.Invoke() ?? FittedColumns;
        try
        {
            return Trained(IndexFaults.Named(this, () => trainer.Fit(training, validation, options)));
        }
        catch when (!trainer.HasBegun)
        {
            (Labels, FittedColumns) = (labelsBefore, columnsBefore);
            throw;
        }
    }

    private History Trained(History history)
    {
        history.Warnings = LossWarnings;
        return History = history;
    }

    private Changing BeginFit()
    {
        RequireNotDisposed();
        var changed = Changing.Tree(this).ToLookup(layer => layer == this || MayTrain(layer));
        return Changing.Begin(
            Changing.Fit, this, Optimizer is { } optimizer ? [.. changed[true], optimizer] : changed[true], changed[false]);
    }

    // A layer that is partly frozen may still change other weights in training, as a batch normalization changes its means.
    private static bool MayTrain(Layer layer) =>
        layer is not Model && layer.Trainable && (layer.Weights.Count > 0 || !layer.IsBuilt)
            && (layer is not AdaptiveLayer || layer.TrainableWeights.Count > 0);

    private Objective ReadyFor(FitOptions options)
    {
        var objective = Ready(options.BatchSize);
        return options.Epochs >= 0 ? objective : throw Throw.BadTrainingArgument("epochs", "0 or more", options.Epochs);
    }

    // The objective that the model was compiled with. Throws if the model cannot compute yet.
    private Objective Ready(int batchSize = 1)
    {
        var objective = Objective ?? throw Throw.NotCompiled(this);
        if (batchSize < 1) throw Throw.BadTrainingArgument(nameof(batchSize), "1 or more", batchSize);
        RequireAdapted();
        return objective;
    }
}
