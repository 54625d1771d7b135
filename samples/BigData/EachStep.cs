using Layers;

namespace BigData;

/// <summary>Reports each training step.</summary>
internal sealed class EachStep(Action tell) : Callback
{
    public override void OnTrainBatchEnd(TrainingRun run, int step) => tell();
}
