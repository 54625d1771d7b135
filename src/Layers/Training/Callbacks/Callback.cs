namespace Layers;

/// <summary>What happens beside training: override what you need, the rest does nothing.</summary>
public abstract class Callback
{
    /// <summary>Told, in Keras's words, what the callback does; <see langword="null"/> (the default) for nobody.</summary>
    public IProgress<string>? Messages { get; init; }

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
    /// <param name="logs">Loss and metrics by name, those of validation with <c>val_</c> before; what is added here gets into the <see cref="History"/>.</param>
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
