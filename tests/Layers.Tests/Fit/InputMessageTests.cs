namespace Layers.Tests;

/// <summary>Messages about data for models of several inputs name the input, and suggest the most similar name.</summary>
public sealed class InputMessageTests
{
    private static readonly TensorData s_house = new float[,] { { 1, 2, 3 }, { 4, 5, 6 } }, s_place = new float[,] { { 1, 2 }, { 3, 4 } },
        s_price = new float[,] { { 1 }, { 2 } };
    private Functional _model = null!;

    [SetUp]
    public void Make()
    {
        Input house = new(3, name: "house"), place = new(2, name: "place");
        var both = new Concatenate().Apply(house, place);
        _model = new Functional([house, place], [new Dense(1, name: "price").Apply(both), new Dense(1, name: "rent").Apply(both)], "homes");
        _model.Compile(new Sgd(), new Dictionary<string, Loss> { ["price"] = Loss.MeanSquaredError });
    }

    [TearDown]
    public void Delete() => _model.Dispose();

    [Test]
    public void AnotherWidth_NamesTheInput() =>
        Everywhere(Data(("house", s_house), ("place", s_house)), "expects 2 features on axis 1 of the input 'place', whose shape is " +
            "[batch, 2]", "[2, 3], with 3");

    [Test]
    public void AnotherRank_NamesTheInput() =>
        Everywhere(Data(("house", new float[] { 1, 2 }), ("place", s_place)), "the input 'house' has the shape [batch, 3]",
            "Received shape [2]");

    [Test]
    public void TextsForNumbers_NameTheInput()
    {
        TensorData texts = new[,] { { "north", "old" }, { "south", "new" } };
        Everywhere(Data(("house", s_house), ("place", texts)), "the input 'place' takes elements of type float32. Received string.");
        using var one = new Sequential { new Input(2, name: "place"), new Normalization(), new Dense(1) };
        one.Compile(new Sgd(), Loss.MeanSquaredError);
        Refuse(() => one.Adapt(texts), "the input 'place' takes elements of type float32");
        Refuse(() => one.Check(texts), "the input 'place' takes elements of type float32");
        one.Adapt(s_place);
        Refuse(() => one.Predict(texts), "the input 'place' takes elements of type float32");
        Refuse(() => one.Evaluate(texts, s_price), "the input 'place' takes elements of type float32");
        Refuse(() => one.Fit(texts, s_price), "the input 'place' takes elements of type float32");
        Refuse(() => one.Fit([(texts, s_price)]), "the input 'place' takes elements of type float32");
        Refuse(() => one.Fit(s_place, texts), "the loss mean_squared_error takes numbers");
        Refuse(() => one.Fit(s_place, s_price, validationData: new(texts, s_price)), "the input 'place' takes elements of type float32");
    }

    [Test]
    public void NumbersForTexts_NameTheInput()
    {
        using var model = new Sequential { new Input([2], DType.String, "street"), new Buckets() };
        Refuse(() => model.Predict(s_place), "the input 'street' takes elements of type string. Received float32.");
    }

    [Test]
    public void OtherRows_NameBothInputs() =>
        Everywhere(Data(("house", s_house), ("place", new float[,] { { 1, 2 } })),
            "the input 'house' has 2 rows, and the input 'place' has 1");

    [Test]
    public void AMissingInput_IsNamed() => Everywhere(Data(("house", s_house)),
        "There is no data for 'place'. Its inputs are house, place; it received house.");

    [Test]
    public void AnUnknownInput_IsNamed_WithTheNearest() =>
        Everywhere(Data(("house", s_house), ("plaice", s_place)),
            "There is no input 'plaice'. Did you mean 'place'? There is no data for 'place'.");

    [Test]
    public void AnInputTooMany_IsNamed() =>
        Everywhere(Data(("house", s_house), ("place", s_place), ("garden", s_place)), "There is no input 'garden'.");

    [Test]
    public void NoInputs_AreShownAsNone() =>
        Everywhere(Data(), "There is no data for 'house', 'place'. Its inputs are house, place; it received none.");

    [Test]
    public void OneTensor_IsToldWhichInputsThereAre()
    {
        const string Inputs = "homes (Functional) has 2 inputs: 'house' of shape [batch, 3], 'place' of shape [batch, 2]. Received one " +
            "tensor.";
        Refuse(() => _model.Predict(s_house), Inputs);
        Refuse(() => _model.Predict(new float[,] { { 1, 2, 3 } }), Inputs);
        Refuse(() => _model.Predict(new float[3], new float[2]), Inputs);
        Refuse(() => _model.Fit(s_house, s_price), Inputs);
        Refuse(() => _model.Evaluate(s_house, s_price), Inputs);
        Refuse(() => _model.Adapt(s_house), Inputs);
        Refuse(() => _model.Check(s_house), Inputs);
    }

    [Test]
    public void AnUnknownOutput_IsNamed_WithTheNearest()
    {
        var x = Data(("house", s_house), ("place", s_place));
        const string Nearest = "has no output 'prize'. Did you mean 'price'? Its outputs are price, rent.";
        Refuse(() => _model.Fit(x, Data(("prize", s_price))), Nearest);
        Refuse(() => _model.Evaluate(x, Data(("prize", s_price))), Nearest);
        Refuse(() => _model.Fit(x, Data(("price", s_price)), sampleWeight: Data(("prize", new float[] { 1, 1 }))), Nearest);
        Refuse(() => _model.Compile(new Sgd(), new Dictionary<string, Loss> { ["prize"] = Loss.MeanSquaredError }), Nearest);
        Refuse(() => _model.Fit(x, Data()), "the output 'price' was compiled with a loss");
    }

    [Test]
    public void AModelOfOneInput_NamesItToo()
    {
        using var model = new Functional(new Input(3, name: "house") is var house ? house : null!, new Dense(1).Apply(house));
        Refuse(() => model.Predict(s_place), "3 features on axis 1 of the input 'house'");
        model.Compile(new Sgd(), Loss.MeanSquaredError);
        Refuse(() => model.Fit([(s_place, s_price)]), "3 features on axis 1 of the input 'house'");
    }

    [Test]
    public void PlacesSayThatTheyCountFromZero()
    {
        using var model = new Sequential { new Input(3), new Dense(3, Activation.Softmax) };
        model.Compile(new Sgd(), Loss.SparseCategoricalCrossentropy);
        Refuse(() => model.Fit(s_house, new[] { 0, 7 }), "row 1 (counted from 0)");
        Refuse(() => model.Fit(new float[,] { { 1, 2, 3 }, { 4, float.NaN, 6 } }, new[] { 0, 1 }),
            "row 1, column 1 has NaN. Rows and columns count from 0.");
        Refuse(() => new Normalization().Adapt(new float[,] { { 1, 2 }, { 3, float.NaN } }),
            "Feature 1 has 1 in 2 rows, and is first missing in row 1 (the first is 0). Features count from 0 too.");
        Refuse(() => new Normalization().Adapt(new float[,] { { 1, 2 }, { 3, float.PositiveInfinity } }),
            "Feature 1 is infinite in row 1 (the first is 0). Features count from 0 too.");
        Refuse(() => new Normalization().Adapt(new float[,] { { 1 }, { 3 } }, rowWeights: new double[] { 1, -1 }),
            "Row 1 (counted from 0) has -1");
        Refuse(() => new Normalization().Adapt(new float[,] { { 1, 2 } }, featureNames: ["a", "a"]), "Features count from 0.");
        model.Compile(new Sgd(), Loss.BinaryCrossentropy);
        Refuse(() => model.Fit(s_house, new float[,] { { 0, 0, 0 }, { 0, 0, 2 } }), "label 2 of row 1, position 2 (counted from 0)");
    }

    private void Everywhere(Dictionary<string, TensorData> x, params string[] parts)
    {
        var y = Data(("price", s_price));
        foreach (var part in parts)
        {
            Refuse(() => _model.Predict(x), part);
            Refuse(() => _model.Fit(x, y), part);
            Refuse(() => _model.Fit(Data(("house", s_house), ("place", s_place)), y, validationData: new ValidationData(x, y)), part);
            Refuse(() => _model.Evaluate(x, y), part);
            Refuse(() => _model.Adapt(x), part);
            Refuse(() => _model.Check(x), part);
        }
    }

    private sealed class Buckets() : Layer("buckets")
    {
        protected override Value Call(Value x) => Ops.Cast(Ops.FarmHash64(x, 7), DType.Float32);
    }

    private static void Refuse(Action call, string part) =>
        Assert.That(() => call(), Throws.InstanceOf<ArgumentException>().With.Message.Contains(part));

    private static Dictionary<string, TensorData> Data(params (string Name, TensorData Data)[] data) =>
        data.ToDictionary(pair => pair.Name, pair => pair.Data);
}
