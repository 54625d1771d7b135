namespace Layers.PublicApi.Tests;

/// <summary>Types with <c>[Features]</c>, and one that implements the interface by hand, as a model's input.</summary>
public sealed class RecordTypeTests
{
    private static readonly Sequential s_model = SmallModel.Make();

    [OneTimeTearDown]
    public void Dispose() => s_model.Dispose();

    [Test]
    public void ARecord_GivesWhatItsColumnsGive()
    {
        var prediction = s_model.Predict(new Penguin("Biscoe", "FEMALE", 5000));
        Assert.That(prediction.Values.ToArray(), Is.EqualTo(SmallModel.Of(s_model, "Biscoe", "FEMALE", 5000)).Within(1e-5f).Percent);
        Assert.That(prediction.Label, Is.AnyOf("Adelie", "Gentoo"));
        Assert.That(s_model.Predict(new Penguin("Biscoe", null, null)).Values.ToArray(),
            Is.EqualTo(SmallModel.Of(s_model, "Biscoe", "", float.NaN)).Within(1e-5f).Percent);
    }

    [Test]
    public void EachKindOfType_IsTaken()
    {
        var expected = SmallModel.Of(s_model, "Dream", "", 3350);
        Assert.Multiple(() =>
        {
            IsGiven(s_model.Predict(new PenguinKinds.OfClass()));
            IsGiven(s_model.Predict(new PenguinKinds.OfStruct(PenguinKinds.Where.Dream, 3350)));
            IsGiven(s_model.Predict(new PenguinKinds.OfRecordStruct(PenguinKinds.Where.Dream, null, 3350)));
            IsGiven(s_model.Predict(new PenguinKinds.OfBase(PenguinKinds.Where.Dream, null, 3350)));
            IsGiven(s_model.Predict<PenguinKinds.Bird>(new PenguinKinds.OfBase(PenguinKinds.Where.Dream, null, 3350)));
            IsGiven(s_model.Predict(new PenguinKinds.Generic<Uri>(new Uri("https://example.org"))));
            IsGiven(s_model.Predict(new PenguinKinds.OfHand()));
            IsGiven(s_model.Predict((IFeatures)new PenguinKinds.OfHand()));
        });

        void IsGiven(Prediction prediction) => Assert.That(prediction.Values.ToArray(), Is.EqualTo(expected).Within(1e-5f).Percent);
    }

    [Test]
    public void ManyRecords_GiveWhatEachGives()
    {
        Penguin[] birds = [new("Dream", "MALE", 3350), new("Biscoe", null, null), new("Biscoe", "FEMALE", 5000)];
        var expected = birds.Select(bird => s_model.Predict(bird).Values.ToArray());
        Assert.Multiple(() =>
        {
            Assert.That(s_model.Predict(birds).Select(prediction => prediction.Values.ToArray()),
                Is.EqualTo(expected).Within(1e-5f).Percent);
            Assert.That(s_model.Predict(birds.ToList()).Select(prediction => prediction.Values.ToArray()),
                Is.EqualTo(expected).Within(1e-5f).Percent);
            Assert.That(s_model.Predict(birds.Select(bird => bird)).Select(prediction => prediction.Values.ToArray()),
                Is.EqualTo(expected).Within(1e-5f).Percent);
            Assert.That(s_model.Predict(Table.Of(birds)).Select(prediction => prediction.Values.ToArray()),
                Is.EqualTo(expected).Within(1e-5f).Percent);
        });
    }

    [Test]
    public void ARecordOfOtherColumns_IsRefused()
    {
        var missing = Assert.Throws<RecordException>(() => s_model.Predict(new PenguinKinds.Note("a")));
        Assert.That(missing.Column, Is.EqualTo("Text"));
        Assert.Throws<RecordException>(() => s_model.Predict(new Miscounted(1)));
        Assert.Throws<RecordException>(() => s_model.Predict(new Miscounted(4)));
        Assert.That(s_model.Predict(new Miscounted(3)).Values.Length, Is.EqualTo(2));
    }

    [Test]
    public void AnEnumValueWithoutName_IsItsNumber()
    {
        var table = Table.Of([new PenguinKinds.OfRecordStruct((PenguinKinds.Where)7, null, 1)]);
        Assert.That(table.Texts("Island"), Is.EqualTo(new[] { "7" }));
    }

    [Test]
    public void AWholeNumberBeyondInt64_GoesIntoAColumnOfNumbers()
    {
        var expected = SmallModel.Of(s_model, "Dream", "", ulong.MaxValue);
        Assert.Multiple(() =>
        {
            Assert.That(s_model.Predict(new PenguinKinds.Heavy("Dream", null, ulong.MaxValue)).Values.ToArray(),
                Is.EqualTo(expected).Within(1e-5f).Percent);
            Assert.That(s_model.Predict(new Dictionary<string, object?>
            {
                ["Island"] = "Dream",
                ["Sex"] = null,
                ["Body Mass (g)"] = ulong.MaxValue
            }).Values.ToArray(), Is.EqualTo(expected).Within(1e-5f).Percent);
            Assert.That(Assert.Throws<RecordException>(() => s_model.Predict(new PenguinKinds.Coded(ulong.MaxValue, null, 1)))!.Message,
                Does.Contain("18446744073709551615").And.Contain("a text"));
        });
    }

    private sealed class Miscounted(int values) : IFeatures
    {
        public IReadOnlyList<string> Columns { get; } = ["Island", "Sex", "Body Mass (g)"];

        public void Write(ref FeatureWriter row)
        {
            for (var i = 0; i < values; i++)
            {
                if (i < 2) row.Write(i == 0 ? "Dream" : "MALE");
                else row.Write(1);
            }
        }
    }
}
