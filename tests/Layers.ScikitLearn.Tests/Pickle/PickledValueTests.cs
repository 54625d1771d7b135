using System.Text;

namespace Layers.ScikitLearn.Tests;

/// <summary>Tests that values of a pickle keep the order of entries, sharing, and fields that are set again.</summary>
public sealed class PickledValueTests
{
    [TestCase(3)]
    [TestCase(30)]
    public void ALaterValueOfAKey_ReplacesTheEarlier(int count)
    {
        var dictionary = new PickledDictionary();
        for (var i = 0; i < count; i++) dictionary.Set((long)i, i);
        dictionary.Set(null, "none");
        dictionary.Set(1L, "again");
        dictionary.Set(null, "none again");
        Assert.That(dictionary.Entries, Has.Count.EqualTo(count + 1));
        Assert.That(dictionary.Entries[1].Value, Is.EqualTo("again"));
        Assert.That(dictionary.Entries[^1].Value, Is.EqualTo("none again"));
    }

    [Test]
    public void KeysWhoseHashCodesAreEqual_AreFoundQuickly()
    {
        // long.GetHashCode is zero for each of these keys. A linear search for each would take hours.
        var dictionary = new PickledDictionary();
        for (var i = 0L; i < 300_000; i++) dictionary.Set(i << 32 | i, i);
        for (var i = 0L; i < 300_000; i++) dictionary.Set(i << 32 | i, -i);
        Assert.That(dictionary.Entries, Has.Count.EqualTo(300_000));
        Assert.That(dictionary.Entries[^1].Value, Is.EqualTo(-299_999L));
    }

    [Test]
    public void KeysOfDifferentTypes_AreDifferentKeys()
    {
        var dictionary = new PickledDictionary();
        foreach (var key in new object?[] { "1", 1L, 1.5, true, null, double.NaN }) dictionary.Set(key, key);
        dictionary.Set(double.NaN, "again");
        Assert.That(dictionary.Entries.Select(entry => entry.Value), Is.EqualTo(new object?[] { "1", 1L, 1.5, true, null, "again" }));
    }

    [Test]
    public void AValueThatIsNamedTwice_IsOneValue()
    {
        var list = (IReadOnlyList<object?>)Read("(lp0\n(lp1\nag1\na.")!;
        Assert.That(list[0], Is.SameAs(list[1]));
    }

    [Test]
    public void FieldsOfProtocol0_AreThoseOfItsState()
    {
        const string Scaler =
            "ccopy_reg\n_reconstructor\n(csklearn.preprocessing.data\nStandardScaler\nc__builtin__\nobject\nNtR" +
            "(dS'with_mean'\nI01\nsS'copy'\nI00\nsb.";
        var scaler = (PickledObject)Read(Scaler)!;
        Assert.That(scaler.Type, Is.EqualTo(new PickledName("sklearn.preprocessing.data", "StandardScaler")));
        Assert.That(scaler.Fields, Is.EquivalentTo(new Dictionary<string, object?> { ["with_mean"] = true, ["copy"] = false }));
        Assert.That(scaler.TryGet("with_std", out _), Is.False);
    }

    [Test]
    public void TheStateOfSlots_IsSetToo()
    {
        var scaler = (PickledObject)Read("(isklearn.preprocessing._data\nNormalizer\n((dS'a'\nI1\ns(dS'b'\nI2\nstb.")!;
        Assert.That(scaler.Fields.Keys, Is.EqualTo(new[] { "a", "b" }));
    }

    [TestCase("(.", "needs a value")]
    [TestCase("N0.", "needs a value")]
    [TestCase("NN.", "left over")]
    [TestCase("t.", "needs a mark")]
    [TestCase("(Ns.", "needs a value")]
    [TestCase("(lNNs.", "no dictionary")]
    [TestCase("(dNa.", "no list")]
    [TestCase("(NNNd.", "has no value")]
    [TestCase("g7\n.", "memo")]
    [TestCase("Iabc\n.", "decimals")]
    [TestCase("Fabc\n.", "decimals")]
    [TestCase("S'abc\n.", "quotes")]
    [TestCase("V\\u12\n.", "escape")]
    [TestCase("I1\n)R.", "no class and no function")]
    [TestCase("c__builtin__\nint\nNR.", "given no tuple")]
    [TestCase("c__builtin__\nslice\n(N(lNtR.", "bound of a slice")]
    [TestCase("csklearn.pipeline\nPipeline\n(tRNb.", "state does not fit")]
    [TestCase("csklearn.pipeline\nPipeline\n(tR(dI1\nI2\nsb.", "no text as its name")]
    [TestCase("cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(I0\ntS'b'\ntR.", "never filled")]
    [TestCase("cnumpy\ndtype\n(S'f8'\ntRNb.", "state does not fit")]
    [TestCase("cnumpy.core.multiarray\nscalar\n(cnumpy\ndtype\n(S'f8'\ntRS'abc'\ntR.", "bytes of its dtype")]
    [TestCase("c__builtin__\ngetattr\n(N(ttR.", "Nothing was run")]
    [TestCase("c_io\nBytesIO\n(tR.", null)]
    public void AFault_IsNamedWithItsPlace(string pickle, string? fault)
    {
        if (fault is null) Assert.That(Read(pickle), Is.InstanceOf<PickledObject>());
        else Assert.That(() =>
            Read(pickle),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains(fault).And.Message.Contains("some file").And.Message.Contains(
            "at byte"));
    }

    [TestCase("csklearn.ensemble.forest\nRandomForestRegressor\n.", "sklearn.ensemble.forest.RandomForestRegressor")]
    [TestCase("csklearn.preprocessing._data\nKernelCenterer\n.", "sklearn.preprocessing._data.KernelCenterer")]
    [TestCase("csklearn.pipeline\nPipeline\n(I1\ntR.", "sklearn.pipeline.Pipeline")]
    [TestCase("cnumpy\nfloat64\n(I1\ntR.", "numpy.float64")]
    public void AnUnknownName_IsNamed(string pickle, string name) =>
        Assert.That(() =>
            Read(pickle), Throws.InstanceOf<NotSupportedException>().With.Message.Contains(name).And.Message.Contains("at byte"));

    [Test]
    public void TheClassOfAFault_IsTheOneWhoseFieldsAreRead()
    {
        // The scaler before it already has its state.
        const string Pickle = "(isklearn.pipeline\nPipeline\n(dS'a'\n(isklearn.preprocessing._data\nNormalizer\n(dbsS'b'\ncown\nThing\nsb.";
        var fault = Assert.Throws<NotSupportedException>(() => Read(Pickle))!;
        Assert.That(fault.Message, Does.Contain("names own.Thing inside a Pipeline"));
    }

    private static object? Read(string pickle) => PickleFile.Read(Encoding.Latin1.GetBytes(pickle), "some file");
}
