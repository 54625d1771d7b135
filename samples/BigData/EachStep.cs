using Layers;

namespace BigData;

/// <summary>Tells each step of a training.</summary>
internal sealed class EachStep(Action tell) : Callback
{
    public override void OnTrainBatchEnd(TrainingRun run, int step) => tell();
}
