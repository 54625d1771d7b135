using Layers.Graphs;
using static Layers.Graphs.Ops;

namespace Layers.PublicApi.Tests;

/// <summary>A layer whose output differs for the rows that it learned from: a category becomes the mean of its labels, and in training that
/// mean leaves out the row's own fold.</summary>
public sealed class FoldMean(int categories = 4, string? name = null) : AdaptiveLayer<FoldSums>(name), ISavable<FoldMean>
{
    protected override bool NeedsLabels => true;

    protected override Value Call(Value x) => throw new NotSupportedException();

    protected override Value Call(Value x, CallContext call)
    {
        // Before the layer has learned, only the shape of its output matters.
        var table = new float[(FoldSums.Folds + 1) * categories];
        if (State is { } state)
            for (var i = 0; i < table.Length; i++)
                table[i] = state.MeanWithout(i / categories, i % categories);
        var category = Cast(x, DType.Int64);
        var place = call.IsTraining
            ? Unsqueeze(Mod(call.RowPositions, FoldSums.Folds), 1) * categories + category : FoldSums.Folds * categories + category;
        return Gather(Constant(TensorData.Of(table, [table.Length])), place);
    }

    protected override FoldSums CreateState(Shape batch) => new(categories);

    // The formula reads the state itself.
    protected override void Learn(FoldSums state)
    {
    }

    public void WriteConfig(ConfigWriter config) => config.Set("categories", (long)categories);

    public static FoldMean FromConfig(ConfigReader config) => new((int)config.Integer("categories"), config.Name);
}
