namespace Layers;

/// <summary>The settings that all of Keras's recurrent cells have.</summary>
internal sealed record CellSettings(int Units, ActivationFunction? Activation, bool UseBias, Initializer? KernelInitializer,
    Initializer? RecurrentInitializer, Initializer? BiasInitializer,
    Regularizer? KernelRegularizer, Regularizer? RecurrentRegularizer, Regularizer? BiasRegularizer, WeightConstraint? KernelConstraint,
        WeightConstraint? RecurrentConstraint,
    WeightConstraint? BiasConstraint, double Dropout, double RecurrentDropout, long? Seed)
{
    public static CellSettings Read(ConfigReader config)
    {
        // Older files contain this setting, which chooses among Keras's implementations and does not change the result.
        _ = config.Take("implementation");
        return new(config.Whole("units"), config.Activation("activation", global::Layers.Activation.Tanh), config.Flag("use_bias", true),
            config.Initializer("kernel_initializer", Initializer.GlorotUniform),
                config.Initializer("recurrent_initializer", Initializer.Orthogonal),
                config.Initializer("bias_initializer", Initializer.Zeros),
            config.Regularizer("kernel_regularizer"), config.Regularizer("recurrent_regularizer"), config.Regularizer("bias_regularizer"),
            config.Constraint("kernel_constraint"), config.Constraint("recurrent_constraint"), config.Constraint("bias_constraint"),
            config.NumberOr("dropout", 0), config.NumberOr("recurrent_dropout", 0), config.OptionalInteger("seed"));
    }
}
