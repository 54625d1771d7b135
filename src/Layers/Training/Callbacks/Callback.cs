namespace Layers;

/// <summary>What happens beside training: override what you need, the rest does nothing.</summary>
public abstract class Callback
{
    /// <summary>Told, in Keras's words, what the callback does; <see langword="null"/> (the default) for nobody.</summary>
    public IProgress<string>? Messages { get; init; }

    /// <summary>The names of what <see cref="OnEpochEnd"/> adds to the logs, so that another callback which asks for a name that nobody
    /// logs is refused before the first epoch;
    /// <see langword="null"/> (the default) where that is not known.</summary>
    public virtual IReadOnlyList<string>? AddedLogs => null;

    /// <summary>Adds what the callback must remember when a training that was cut off goes on: <see cref="BackupAndRestore"/> keeps it with
    /// the weights. Nothing by default.</summary>
    /// <param name="run">The training under way.</param>
    /// <param name="state">Numbers by names of your own, without <c>/</c>; a single number is <c>TensorData.Scalar(1.5)</c>.</param>
    public virtual void SaveState(TrainingRun run, IDictionary<string, TensorData> state)
    {
    }

    /// <summary>Takes what <see cref="SaveState"/> added in the training that was cut off; called after <see cref="OnTrainBegin"/> of every
    /// callback.</summary>
    /// <param name="run">The training under way.</param>
    /// <param name="state">The numbers by name. Another program may have written them: throw <see cref="ArgumentException"/> where they
    /// cannot be.</param>
    public virtual void RestoreState(TrainingRun run, IReadOnlyDictionary<string, TensorData> state)
    {
    }

    /// <summary>After a step, when every callback has been told of it.</summary>
    internal virtual void AfterTrainBatch(TrainingRun run, int step)
    {
    }

    /// <summary>After an epoch, when every callback has been told of it.</summary>
    internal virtual void AfterEpoch(TrainingRun run, int epoch)
    {
    }

    /// <summary>Before the first epoch.</summary>
    /// <param name="run">The training under way.</param>
    public virtual void OnTrainBegin(TrainingRun run)
    {
    }

    /// <summary>After the last epoch, also when training stopped early.</summary>
    /// <param name="run">The training under way.</param>
    public virtual void OnTrainEnd(TrainingRun run)
    {
    }

    /// <summary>Before an epoch.</summary>
    /// <param name="run">The training under way.</param>
    /// <param name="epoch">Its number from 0.</param>
    public virtual void OnEpochBegin(TrainingRun run, int epoch)
    {
    }

    /// <summary>After an epoch and its validation.</summary>
    /// <param name="run">The training under way.</param>
    /// <param name="epoch">Its number from 0.</param>
    /// <param name="logs">Loss and metrics by name, those of validation with <c>val_</c> before; what is added here gets into the
    /// <see cref="History"/>.</param>
    public virtual void OnEpochEnd(TrainingRun run, int epoch, IDictionary<string, double> logs)
    {
    }

    /// <summary>After a step.</summary>
    /// <param name="run">The training under way.</param>
    /// <param name="step">Its number within the epoch from 0.</param>
    public virtual void OnTrainBatchEnd(TrainingRun run, int step)
    {
    }
}
