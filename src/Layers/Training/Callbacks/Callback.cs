namespace Layers;

/// <summary>The base class of callbacks, which run during training. Override the methods that you need; the others do nothing.</summary>
public abstract class Callback
{
    /// <summary>The receiver of messages about the callback's actions, in Keras's words; <see langword="null"/>, the default, for
    /// none.</summary>
    public IProgress<string>? Messages { get; init; }

    /// <summary>The names of the values that <see cref="OnEpochEnd"/> adds to the logs; <see langword="null"/>, the default, if they are
    /// not known. Training uses the names to throw before the first epoch if another callback needs a value that is never logged.</summary>
    public virtual IReadOnlyList<string>? AddedLogs => null;

    /// <summary>Adds the state that the callback needs when an interrupted training resumes. <see cref="BackupAndRestore"/> stores it with
    /// the weights. Adds nothing by default.</summary>
    /// <param name="run">The current training.</param>
    /// <param name="state">The state: tensors by names of your choice, without <c>/</c>. A single number is
    /// <c>TensorData.Scalar(1.5)</c>.</param>
    public virtual void SaveState(TrainingRun run, IDictionary<string, TensorData> state)
    {
    }

    /// <summary>Restores the state that <see cref="SaveState"/> added in the interrupted training. Called after <see cref="OnTrainBegin"/>
    /// of every callback.</summary>
    /// <param name="run">The current training.</param>
    /// <param name="state">The tensors by name. Another program may have written them: throw <see cref="ArgumentException"/> if they are
    /// invalid.</param>
    public virtual void RestoreState(TrainingRun run, IReadOnlyDictionary<string, TensorData> state)
    {
    }

    /// <summary>Runs after <see cref="OnTrainBatchEnd"/> of every callback.</summary>
    internal virtual void AfterTrainBatch(TrainingRun run, int step)
    {
    }

    /// <summary>Runs after <see cref="OnEpochEnd"/> of every callback.</summary>
    internal virtual void AfterEpoch(TrainingRun run, int epoch)
    {
    }

    /// <summary>Runs before the first epoch.</summary>
    /// <param name="run">The current training.</param>
    public virtual void OnTrainBegin(TrainingRun run)
    {
    }

    /// <summary>Runs after the last epoch, even if training stopped early.</summary>
    /// <param name="run">The current training.</param>
    public virtual void OnTrainEnd(TrainingRun run)
    {
    }

    /// <summary>Runs before an epoch.</summary>
    /// <param name="run">The current training.</param>
    /// <param name="epoch">The number of the epoch, from 0.</param>
    public virtual void OnEpochBegin(TrainingRun run, int epoch)
    {
    }

    /// <summary>Runs after an epoch and its validation.</summary>
    /// <param name="run">The current training.</param>
    /// <param name="epoch">The number of the epoch, from 0.</param>
    /// <param name="logs">The loss and the metrics by name. The names of validation values start with <c>val_</c>. Values that a callback
    /// adds are stored in the <see cref="History"/>.</param>
    public virtual void OnEpochEnd(TrainingRun run, int epoch, IDictionary<string, double> logs)
    {
    }

    /// <summary>Runs after a step.</summary>
    /// <param name="run">The current training.</param>
    /// <param name="step">The number of the step in the epoch, from 0.</param>
    public virtual void OnTrainBatchEnd(TrainingRun run, int step)
    {
    }
}
