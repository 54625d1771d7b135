using Layers;

namespace BigData;

/// <summary>A callback that calls a function after each training step.</summary>
internal sealed class EachStep(Action tell) : Callback
{
    public override void OnTrainBatchEnd(TrainingRun run, int step) => tell();
}
