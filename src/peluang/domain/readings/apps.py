from peluang.domain.kernel.apps import DomainApp


class Config(DomainApp):
    name = "peluang.domain.readings"
    label = "readings"
