namespace Layers.Samples.Tests.Pages;

/// <summary>The examples of docs/record-types.md.</summary>
public sealed class RecordTypesTests
{
    [Test]
    public void ARecord_LearnsAndPredicts()
    {
        KnownPenguin[] known =
        [
            new("Dream", "FEMALE", 3350, "Adelie"),
            new("Dream", null, 3400, "Adelie"),
            new("Biscoe", "MALE", 5400, "Gentoo"),
            new("Biscoe", "FEMALE", null, "Gentoo"),
        ];
        Penguin[] birds = [new("Dream", null, 3350), new("Biscoe", "MALE", 5500)];

        #region table
        Table table = Table.Of(known);                          // rows to learn from
        var space = new FeatureSpace
        {
            { ["Island", "Sex"], new OneHotEncoding(UnknownCategory.Ignore) },
            { "Body Mass (g)", new Imputation(), new Normalization() },
        };
        space.Adapt(table);
        using var model = new Sequential(seed: 1) { space, new Dense(2, Activation.Softmax) };
        model.Compile(new Adam(0.1), Loss.SparseCategoricalCrossentropy);
        model.Fit(table, "Species", epochs: 50);
        #endregion

        #region predict
        Prediction bird = model.Predict(new Penguin("Dream", null, 3350));          // one
        IReadOnlyList<Prediction> all = model.Predict(birds);                       // many: a list, an array, any sequence
        #endregion

        Assert.That((bird.Label, all[1].Label), Is.EqualTo(("Adelie", "Gentoo")));
    }
}
