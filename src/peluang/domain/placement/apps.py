from peluang.domain.kernel.apps import DomainApp


class Config(DomainApp):
    name = "peluang.domain.placement"
    label = "placement"
