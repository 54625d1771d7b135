namespace Layers.Tests;

/// <summary>A cell that Keras does not have: its output differs from its state.</summary>
public sealed class Leaky(int units, string? name = null, DTypePolicy? dtype = null) : RecurrentCell(name, dtype), ISavable<Leaky>
{
    private Weight _kernel = null!, _leak = null!;

    public override IReadOnlyList<int> StateSizes => [units];

    public override int OutputSize => units + 1;

    protected override void Build(Shape inputShape)
    {
        _kernel = AddWeight("kernel", [inputShape[^1], units], Initializer.GlorotUniform);
        _leak = AddWeight("leak", [units], Initializer.Constant with { Value = 0.5 });
    }

    protected override (Value Output, IReadOnlyList<Value> States) Step(Value x, IReadOnlyList<Value> states, CallContext call)
    {
        var next = _leak * states[0] + Ops.Sin(Ops.MatMul(x, _kernel));
        return (Ops.Concat([Ops.Tanh(next), Ops.ReduceSum(next * states[0], [1])], -1), [next]);
    }

    public void WriteConfig(ConfigWriter config) => config.Set("units", (long?)units);

    public static Leaky FromConfig(ConfigReader config) => new((int)config.Integer("units"), config.Name, config.Policy);
}
