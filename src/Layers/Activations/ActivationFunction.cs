using System.Diagnostics;

namespace Layers;

/// <summary>An elementwise or last-axis function with a name, as in <c>new Dense(64, Activation.Relu)</c>.</summary>
/// <remarks>Keras's functions are the static members of <see cref="Activation"/>. One of your own takes a name that starts with your
/// package (<c>my&gt;cube</c>) and is registered with <see cref="LayerRegistry.Register(ActivationFunction)"/> so that files can name
/// it.</remarks>
[DebuggerDisplay("{Name,nq}")]
public sealed class ActivationFunction
{
    private readonly Func<Value, Value> _function;

    /// <summary>A function of your own.</summary>
    /// <param name="name">What files call it: <c>package&gt;name</c>.</param>
    /// <param name="function">From a value of any rank to one of the same shape.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public ActivationFunction(string name, Func<Value, Value> function)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(function);
        Name = name;
        _function = function;
    }

    /// <summary>Keras's name in snake case, or the one given.</summary>
    public string Name { get; }

    /// <summary>The function of a value.</summary>
    /// <param name="x">Any shape that the function works on.</param>
    public Value Apply(Value x) => _function(x);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
